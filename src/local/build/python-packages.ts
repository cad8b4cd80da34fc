import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../cache-folder.ts";
import { EnvironmentError } from "../environment-error.ts";
import type { Progress } from "../progress.ts";
import { interruptible } from "./interruptible.ts";
import { makeOnce } from "./made-once.ts";
import type { Python } from "./python.ts";

export interface PythonPackages {
  /** Name of the folder in the cache. */
  readonly name: string;
  /** What they are for, in messages. */
  readonly label: string;
  /** File with pinned versions and hashes, as pip reads it. */
  readonly requirements: string;
}

/**
 * The folder with some Python packages, installed on first use into the cache and then shared by all projects of the
 * machine. Keyed by what decides its content, renamed into place when it is whole.
 * @throws EnvironmentError with pip's last lines when it fails, for example without a network or on a wrong hash.
 */
export async function pythonPackages(
  python: Python,
  { name, label, requirements }: PythonPackages,
  { progress, environment }: { readonly progress: Progress; readonly environment: NodeJS.ProcessEnv },
): Promise<string> {
  const hash = createHash("sha256").update(await readFile(requirements));
  const key = hash.update(`${python.version} ${platform()} ${arch()}`).digest("hex").slice(0, 16);
  const folder = join(cacheFolder(environment), `${name}-python${python.version}-${key}`);
  if (existsSync(folder)) return folder;
  progress(`installing ${label}, once a machine`);
  const onWait = () => progress(`waiting for another process that installs ${label}`);
  await interruptible(undefined, (signal) =>
    makeOnce(folder, { onWait, signal }, async (temporary) => {
      await install(python, requirements, temporary, environment, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        throw pipFailed(label, error);
      });
    }),
  );
  return folder;
}

async function install(
  { executable }: Python,
  requirements: string,
  into: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const quietly = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-cache-dir"];
  const pinned = ["--only-binary=:all:", "--require-hashes", "--requirement", requirements];
  const args = ["-I", "-m", "pip", "install", ...quietly, ...pinned, "--target", into];
  // pip refuses --target together with a user's PIP_USER=1.
  const env = { ...environment, PIP_USER: "0" };
  await promisify(execFile)(executable, args, { env, maxBuffer: 16 * 1024 * 1024, signal });
}

function pipFailed(label: string, error: unknown): EnvironmentError {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lastLines = (stderr?.trim() || message).split("\n").slice(-5).join("\n");
  return new EnvironmentError(
    `pip cannot install ${label}:\n${lastLines}`,
    "check that pip reaches a package index (PIP_INDEX_URL, proxy) and try again",
    { cause: error },
  );
}
