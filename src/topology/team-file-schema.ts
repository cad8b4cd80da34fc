import { topologySchema } from "./topology-schema.ts";

/**
 * The JSON Schema of a file named by `teams.include`, for editors: the part of the topology's schema that it needs,
 * standing alone. `schemas/team-file.schema.json` is this value, kept equal by a test.
 */
export function teamFileSchema(): object {
  const { $defs } = topologySchema as { readonly $defs: Readonly<Record<string, object>> };
  const { teamFile, ...others } = $defs;
  return {
    $schema: topologySchema["$schema"],
    $id: "urn:event-topology:schema:team-file:1",
    ...teamFile,
    $defs: others,
  };
}
