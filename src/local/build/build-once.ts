import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { cacheFolder } from "../cache-folder.ts";
import type { Progress } from "../progress.ts";
import { findIn } from "./executable.ts";
import { findGo, type Purpose } from "./go.ts";
import { goBuild } from "./go-build.ts";
import type { GoProgram } from "./go-program.ts";
import { interruptible } from "./interruptible.ts";
import { makeOnce } from "./made-once.ts";

export interface Build extends Purpose {
  /** Folder within the cache. */
  readonly name: string;
  readonly version: string;
  readonly programs: readonly GoProgram[];
}

export interface BuildOptions {
  readonly progress: Progress;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Go programs from the cache folder, built there if they are not. They lie in `<cache>/<name>/<version>-<key>/bin`; the
 * key changes with everything that the result depends on, so an update builds anew and leaves the old one alone.
 * @returns the folder that holds the binaries
 * @throws EnvironmentError when Go is missing, too old, or fails.
 */
export async function buildOnce(build: Build, options: BuildOptions): Promise<string> {
  const { progress, environment } = options;
  const folder = join(cacheFolder(environment), build.name, `${build.version}-${await cacheKey(build.programs)}`);
  const bin = join(folder, "bin");
  if (await isWhole(bin, build.programs)) return bin;
  // A cleaner of caches can take one old file of several.
  await rm(folder, { recursive: true, force: true });
  await interruptible(options.signal, async (signal) => {
    const onWait = () => progress(`waiting for another process that builds ${build.label}`);
    await makeOnce(folder, { onWait, signal }, async (temporary) => {
      for (const program of build.programs) {
        const go = await findGo(environment, program.folder, build, signal);
        await goBuild(go, program, join(temporary, "bin"), progress);
      }
    });
  });
  return bin;
}

async function isWhole(bin: string, programs: readonly GoProgram[]): Promise<boolean> {
  const found = await Promise.all(programs.map((program) => findIn([bin], program.binary)));
  return !found.includes(undefined);
}

async function cacheKey(programs: readonly GoProgram[]): Promise<string> {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const program of programs) {
    hash.update(JSON.stringify([program.binary, program.package, program.flags]));
    for (const file of await sourcesOf(program.folder)) {
      hash.update(`${relative(program.folder, file).replaceAll(sep, "/")}\0`).update(await readFile(file));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

/** What a binary is made of: Go files but tests, go.mod and go.sum. */
async function sourcesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.go$|^go\.(mod|sum)$/.test(entry.name) && !entry.name.endsWith("_test.go"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
