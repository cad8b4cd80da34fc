import type { Progress } from "../progress.ts";
import { buildEngine } from "./build-engine.ts";
import type { Engine } from "./engine.ts";
import { findEngineOnPath } from "./engine-on-path.ts";

export interface FindEngineOptions {
  readonly progress: Progress;
  /** Where `pulumi`, `go` and the cache folder are looked for. Default: this process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends a running build and leaves nothing of it behind; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The engine to run the local stack with: the user's own when it fits, else one from the cache, else one built now
 * from the pinned Go modules in `tools/engine` (minutes on a cold machine, once).
 * @throws EnvironmentError when it has to be built and Go is missing, too old, or fails.
 */
export async function findEngine(options: FindEngineOptions): Promise<Engine> {
  const { progress, environment = process.env, signal } = options;
  return (
    (await findEngineOnPath(environment, progress)) ??
    (await buildEngine({ progress, environment, ...(signal && { signal }) }))
  );
}
