import type { Diagnostic } from "../../diagnostic.ts";
import type { Explain } from "../explain.ts";
import type { Refusal } from "../fate.ts";

/** What was adopted has its name from the mapping: without its line there, or with another one, it would be made anew. */
export const changedMapping: Explain = ({ input: { stack } }, refusals) => {
  const renamed = refusals.filter(isRenamedAlone);
  return {
    left: refusals.filter((refusal) => !renamed.includes(refusal)),
    diagnostics: renamed.map(
      ({ before, after }): Diagnostic => ({
        code: "adopted-name-changed",
        severity: "error",
        message: `${before.id} is called ${before.name} in the cloud and would be deleted with its messages and made anew as ${after?.name}; keep its line in the mapping that event-topology:adopt names as it was`,
        span: stack.adopted?.get(before.id)?.span ?? stack.spanOf(["adopt"]),
      }),
    ),
  };
};

/** Another name than another organization would give it. */
function isRenamedAlone({ before, after, cause }: Refusal): boolean {
  if (after === undefined || cause.kind !== "forced" || !cause.properties.includes("name")) return false;
  return after.import !== undefined || behindOrganization(before.name) !== behindOrganization(after.name);
}

/** Without the hash of all parts, and the `.fifo` that comes and goes with `ordered`. */
function behindOrganization(name: string): string {
  return name
    .slice(name.indexOf("_"))
    .replace(/\.fifo$/, "")
    .replace(/-[0-9a-f]{8}(?=-|$)/, "");
}
