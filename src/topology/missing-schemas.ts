import type { Diagnostic } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import type { Topology } from "./topology.ts";

/** An event's schema is a file that exists. The only check of a topology that needs to look outside its text. */
export async function missingSchemas(topology: Topology, files: Files): Promise<readonly Diagnostic[]> {
  const schemas = topology.teams.flatMap((team) => team.events.flatMap((event) => event.schema ?? []));
  const checked = await Promise.all(
    schemas.map(async ({ path, span }): Promise<readonly Diagnostic[]> => {
      if (await files.exists(path)) return [];
      const message = `there is no schema file ${path}; paths are relative to the file that names them`;
      return [{ code: "missing-schema", severity: "error", message, span }];
    }),
  );
  return checked.flat();
}
