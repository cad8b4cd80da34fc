import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Folder outside the project for what is built or fetched once a machine: engine, emulators. Everything below it
 * may be deleted at any time. `TOPOLOGY_CACHE` names another place; else the XDG base directory rules apply.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return environment["TOPOLOGY_CACHE"] ?? join(base, "event-topology");
}
