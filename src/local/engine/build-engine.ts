import { join } from "node:path";
import { type BuildOptions, buildOnce } from "../build/build-once.ts";
import type { GoProgram } from "../build/go-program.ts";
import { ENGINE_VERSION, type Engine } from "./engine.ts";
import { enginePrograms } from "./engine-programs.ts";

/** Newest version of this module that still holds the Node host as a part of its own; it works with the engine 3.250.0. */
const HOST_VERSION = "3.60.0";

export interface BuildEngineOptions extends BuildOptions {
  /** What to build. Default: the pinned engine and host. */
  readonly programs?: readonly GoProgram[];
}

/**
 * The engine from the cache folder, built there if it is not.
 * @throws EnvironmentError when Go is missing, too old, or fails.
 */
export async function buildEngine(options: BuildEngineOptions): Promise<Engine> {
  const { programs = enginePrograms(ENGINE_VERSION, HOST_VERSION) } = options;
  const build = {
    name: "engine",
    version: ENGINE_VERSION,
    label: "the Pulumi engine",
    alternative: "or install Pulumi itself, which needs no Go: https://www.pulumi.com/docs/install/",
    programs,
  };
  const bin = await buildOnce(build, options);
  return { pulumi: join(bin, "pulumi"), version: ENGINE_VERSION, languageHost: bin, source: "built" };
}
