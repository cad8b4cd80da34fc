import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { EnvironmentError } from "./environment-error.ts";
import type { Progress } from "./progress.ts";

export interface GoProgram {
  /** What messages call it. */
  readonly name: string;
  /** Folder with the go.mod. */
  readonly folder: string;
  /** Package to build, relative to the folder: `.` for its root. */
  readonly package: string;
  /** Path of the executable. It must name the version: what is there already is taken as it is. */
  readonly output: string;
  readonly progress: Progress;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** For example `-X main.version=v1`. */
  readonly ldflags?: string;
}

const LINES_KEPT = 20;

/**
 * Builds a Go program unless `output` exists. The executable appears whole or not at all, so several processes may
 * build the same one at once. Modules come from where the environment's `GOPROXY` says, checked against go.sum.
 * @returns `output`
 * @throws EnvironmentError when Go is missing or the build fails; the abort reason when `signal` is aborted.
 */
export async function buildGoProgram(program: GoProgram): Promise<string> {
  program.signal?.throwIfAborted();
  if (await exists(program.output)) return program.output;
  await mkdir(dirname(program.output), { recursive: true });
  const unfinished = `${program.output}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    await runGo(program, unfinished);
    await rename(unfinished, program.output);
  } finally {
    await rm(unfinished, { force: true });
  }
  return program.output;
}

async function runGo(program: GoProgram, output: string): Promise<void> {
  program.progress(`building ${program.name}`);
  const ldflags = ["-s -w", program.ldflags].filter((flag) => flag !== undefined).join(" ");
  const args = ["build", "-v", "-trimpath", "-buildvcs=false", "-mod=readonly", `-ldflags=${ldflags}`, "-o", output];
  const child = spawn("go", [...args, program.package], {
    cwd: program.folder,
    env: { ...program.environment, CGO_ENABLED: "0", GOWORK: "off" },
    stdio: ["ignore", "ignore", "pipe"],
    // Go removes its working folder when it is interrupted, and not when it is terminated.
    ...(program.signal === undefined ? {} : { signal: program.signal, killSignal: "SIGINT" as const }),
  });
  const lines: string[] = [];
  let packages = 0;
  createInterface({ input: child.stderr }).on("line", (line) => {
    lines.push(line);
    if (lines.length > LINES_KEPT) lines.shift();
    program.progress(`building ${program.name}: ${line.startsWith("go: ") ? line.slice(4) : `${++packages} packages`}`);
  });
  const code = await ended(child).catch((error: unknown) => {
    program.signal?.throwIfAborted();
    throw cannotRun(program, error);
  });
  program.signal?.throwIfAborted();
  if (code !== 0)
    throw new EnvironmentError(
      `${program.name} could not be built:\n${lines.join("\n")}`,
      "check that Go is 1.25 or newer (go version) and reaches its module proxy (go env GOPROXY)",
    );
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}

function cannotRun(program: GoProgram, error: unknown): EnvironmentError {
  const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
  return new EnvironmentError(
    missing
      ? `Go is needed to build ${program.name} and is not on the PATH`
      : `go cannot be run: ${error instanceof Error ? error.message : String(error)}`,
    "install Go 1.25 or newer from https://go.dev/dl/ or your package manager, then run the command again",
    { cause: error },
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
