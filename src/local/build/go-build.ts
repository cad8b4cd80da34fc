import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "../progress.ts";
import { type Go, goFailed, runGo } from "./go.ts";
import type { GoProgram } from "./go-program.ts";

/** Lists what `go build` would compile; a main package that only has to be linked again is not counted. */
const TO_COMPILE =
  '{{if .Stale}}{{if ne .StaleReason "not installed but available in build cache"}}{{.ImportPath}}{{end}}{{end}}';

/**
 * Fetches, compiles and links one program to `<folder>/<binary>`, told step by step to `progress`.
 * @throws EnvironmentError with the last lines of `go` when it fails.
 */
export async function goBuild(go: Go, program: GoProgram, folder: string, progress: Progress): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Go's own temporary files stand where ours do, so that they go away with them whatever happens.
  const temporary = await mkdtemp(join(folder, ".go-"));
  try {
    await compile({ ...go, environment: { ...go.environment, GOTMPDIR: temporary } }, program, folder, progress);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function compile(go: Go, program: GoProgram, folder: string, progress: Progress): Promise<void> {
  const total = await countToCompile(go, program, progress);
  let done = 0;
  const report = () =>
    progress(done < total ? `compiling ${program.label}: ${share(done, total)}` : `linking ${program.label}`);
  report();
  const args = ["build", "-v", ...program.flags, "-o", join(folder, program.binary), program.package];
  const result = await runGo(go, program.folder, args, (line) => {
    if (!isPackage(line)) return;
    done += 1;
    report();
  });
  if (!result.succeeded) throw goFailed(`go could not build ${program.label}`, result, go.purpose);
}

async function countToCompile(go: Go, program: GoProgram, progress: Progress): Promise<number> {
  let downloads = 0;
  progress(`looking up the Go modules of ${program.label}`);
  const args = ["list", ...program.flags, "-deps", "-f", TO_COMPILE, program.package];
  const result = await runGo(go, program.folder, args, (line) => {
    if (!line.startsWith("go: downloading ")) return;
    downloads += 1;
    progress(`downloading the Go modules of ${program.label}: ${amount(downloads)}`);
  });
  if (!result.succeeded) throw goFailed(`go could not read the modules of ${program.label}`, result, go.purpose);
  return result.stdout.split("\n").filter((line) => line.trim() !== "").length;
}

/** `go build -v` writes import paths; whatever else it writes has a space or a colon or starts with a `#`. */
function isPackage(line: string): boolean {
  return /^[^\s:#]+$/.test(line);
}

function share(done: number, total: number): string {
  return `${amount(done)} of ${amount(total)} packages (${Math.floor((100 * done) / total)} %)`;
}

function amount(count: number): string {
  return count.toLocaleString("en-US");
}
