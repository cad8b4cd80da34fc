import { compile } from "../../compile.ts";
import { memoryFiles } from "../../test-support/memory-files.ts";
import type { ContractRevision } from "../contract-changes.ts";
import type { JsonSchema } from "../json-schema.ts";

/**
 * A revision in which crm owns EVENT with this schema, and sales and hr consume it.
 * @param keys further keys of the event, as YAML
 */
export async function revisionWith(
  schema: JsonSchema | string,
  keys = "",
  consumers = ["sales", "hr"],
): Promise<ContractRevision> {
  const files = memoryFiles({
    "topology.yaml": `version: 1
organization: ar
teams:
  crm: { events: { EVENT: { schema: schemas/event.json${keys === "" ? "" : `, ${keys}`} }, OTHER: {} } }
${["sales", "hr"].map((team) => `  ${team}: { subscriptions: [{ queue: q, events: [OTHER${consumers.includes(team) ? ", EVENT" : ""}] }] }`).join("\n")}
`,
    "schemas/event.json": typeof schema === "string" ? schema : JSON.stringify(schema),
  });
  const { desired, origins, diagnostics } = await compile("topology.yaml", files);
  if (desired === undefined) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return { desired, origins, revision: { files } };
}
