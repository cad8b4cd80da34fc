import { NAMESPACE } from "../backends/stack-document.ts";

/**
 * What the engine has to be told of the `config` of a stack file for one of its shards: all but our maps, of which the one
 * of teams grows with the organization. The engine hands the configuration to the program in one environment variable,
 * and Linux starts no process with one above 128 KiB (execve(2), MAX_ARG_STRLEN): some 800 teams. The program of a
 * shard has the maps from the stack file of its base (`settingsOfStack`).
 */
export function configOfShard(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isOurMap = (key: string, value: unknown) =>
    key.startsWith(`${NAMESPACE}:`) && typeof value === "object" && value !== null && !Object.hasOwn(value, "secure");
  return Object.fromEntries(Object.entries(config).filter(([key, value]) => !isOurMap(key, value)));
}
