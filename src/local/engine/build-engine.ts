import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../cache-folder.ts";
import type { Progress } from "../progress.ts";
import { ENGINE_VERSION, type Engine } from "./engine.ts";
import { findIn } from "./executable.ts";
import { findGo } from "./go.ts";
import { goBuild } from "./go-build.ts";
import { type GoProgram, goPrograms } from "./go-program.ts";
import { interruptible } from "./interruptible.ts";
import { makeOnce } from "./made-once.ts";

/** Newest version of this module that still holds the Node host as a part of its own; it works with the engine 3.250.0. */
const HOST_VERSION = "3.60.0";

export interface BuildEngineOptions {
  readonly progress: Progress;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** What to build. Default: the pinned engine and host. */
  readonly programs?: readonly GoProgram[];
}

/**
 * The engine from the cache folder, built there if it is not. It lies in `<cache>/engine/<key>/bin`; the key changes
 * with everything that the result depends on, so an update of the pins builds anew and leaves the old one alone.
 * @throws EnvironmentError when Go is missing, too old, or fails.
 */
export async function buildEngine(options: BuildEngineOptions): Promise<Engine> {
  const { progress, environment, programs = goPrograms(ENGINE_VERSION, HOST_VERSION) } = options;
  const folder = join(cacheFolder(environment), "engine", await cacheKey(programs));
  const bin = join(folder, "bin");
  const engine = { pulumi: join(bin, "pulumi"), version: ENGINE_VERSION, languageHost: bin, source: "built" } as const;
  if (await isWhole(bin, programs)) return engine;
  // A cleaner of caches can take one old file of several.
  await rm(folder, { recursive: true, force: true });
  await interruptible(options.signal, async (signal) => {
    const onWait = () => progress("waiting for another process that builds the Pulumi engine");
    await makeOnce(folder, { onWait, signal }, async (temporary) => {
      for (const program of programs) {
        const go = await findGo(environment, program.folder, signal);
        await goBuild(go, program, join(temporary, "bin"), progress);
      }
    });
  });
  return engine;
}

async function isWhole(bin: string, programs: readonly GoProgram[]): Promise<boolean> {
  const found = await Promise.all(programs.map((program) => findIn([bin], program.binary)));
  return !found.includes(undefined);
}

async function cacheKey(programs: readonly GoProgram[]): Promise<string> {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const program of programs) {
    hash.update(JSON.stringify([program.binary, program.package, program.flags]));
    for (const file of ["go.mod", "go.sum"]) hash.update(await readFile(join(program.folder, file)));
  }
  return `${ENGINE_VERSION}-${hash.digest("hex").slice(0, 16)}`;
}
