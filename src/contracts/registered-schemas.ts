import type { Files } from "../document/files.ts";
import type { Topology } from "../topology/topology.ts";
import type { JsonSchema } from "./json-schema.ts";
import { readSchema } from "./read-schema.ts";

/**
 * The schemas of the events that want theirs registered with the cloud, by path, each standing alone. What cannot be read
 * is left out: `contractProblems` tells of it.
 */
export async function registeredSchemas(
  topology: Topology,
  files: Files,
): Promise<Readonly<Record<string, JsonSchema>>> {
  const events = topology.teams.flatMap((team) => team.events).filter(({ registerSchema }) => registerSchema);
  const paths = [...new Set(events.flatMap(({ schema }) => schema?.path ?? []))].sort();
  const read = await Promise.all(paths.map(async (path) => [path, await readSchema(path, files)] as const));
  return Object.fromEntries(read.flatMap(([path, found]) => (found.kind === "schema" ? [[path, found.schema]] : [])));
}
