import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { interruptible } from "../build/interruptible.ts";
import { makeOnce } from "../build/made-once.ts";
import { cacheFolder } from "../cache-folder.ts";
import { EnvironmentError } from "../environment-error.ts";
import type { Progress } from "../progress.ts";
import type { Python } from "./python.ts";

/** What the emulator needs beside this program; the same place from `src` and from `dist`. */
export const MINISTACK_TOOLS = fileURLToPath(new URL("../../../tools/ministack/", import.meta.url));

/**
 * The folder with the emulator's Python packages, installed on first use into the cache and then shared by all
 * projects of the machine. Keyed by what decides its content, renamed into place when it is whole.
 * @throws EnvironmentError with pip's last lines when it fails, for example without a network or on a wrong hash.
 */
export async function ministackPackages(
  python: Python,
  options: { readonly progress: Progress; readonly environment: NodeJS.ProcessEnv },
): Promise<string> {
  const requirements = join(MINISTACK_TOOLS, "requirements.txt");
  const key = createHash("sha256")
    .update(await readFile(requirements))
    .update(`${python.version} ${platform()} ${arch()}`)
    .digest("hex")
    .slice(0, 16);
  const folder = join(cacheFolder(options.environment), `ministack-python${python.version}-${key}`);
  if (existsSync(folder)) return folder;
  options.progress("installing the AWS emulator (MiniStack), once a machine");
  const onWait = () => options.progress("waiting for another process that installs the AWS emulator");
  await interruptible(undefined, (signal) =>
    makeOnce(folder, { onWait, signal }, (temporary) =>
      install(python, requirements, temporary, options.environment, signal),
    ),
  );
  return folder;
}

async function install(
  python: Python,
  requirements: string,
  into: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const args = [
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--no-input",
    "--no-cache-dir",
    "--only-binary=:all:",
  ];
  try {
    await promisify(execFile)(
      python.executable,
      ["-I", "-m", "pip", ...args, "--require-hashes", "--requirement", requirements, "--target", into],
      // pip refuses --target together with a user's PIP_USER=1.
      { env: { ...environment, PIP_USER: "0" }, maxBuffer: 16 * 1024 * 1024, signal },
    );
  } catch (error) {
    signal.throwIfAborted();
    const { stderr, message } = error as { stderr?: string; message: string };
    const lastLines = (stderr?.trim() || message).split("\n").slice(-5).join("\n");
    throw new EnvironmentError(
      `pip cannot install the AWS emulator:\n${lastLines}`,
      "check that pip reaches a package index (PIP_INDEX_URL, proxy) and try again",
      { cause: error },
    );
  }
}
