import { startOf } from "../../diagnostic.ts";
import type { Explain } from "../explain.ts";
import type { Refusal } from "../fate.ts";

/** Every name in the cloud begins with the organization's. */
export const renamedOrganization: Explain = ({ input }, refusals) => {
  const renamed = refusals.filter(isRenamed);
  const left = refusals.filter((refusal) => !renamed.includes(refusal));
  const [first] = renamed;
  if (first === undefined) return { diagnostics: [], left };
  const message = `names in the cloud begin with the organization: ${first.before.name} would be deleted with its messages and made anew as ${first.after?.name}, and ${renamed.length - 1} more like it; put the former organization back`;
  const span = startOf(input.stack.topology);
  return { diagnostics: [{ code: "organization-is-in-names", severity: "error", message, span }], left };
};

/** The end `.fifo` comes and goes with `ordered`. */
function isRenamed({ before, after, cause }: Refusal): boolean {
  if (after === undefined || cause.kind !== "forced" || !cause.properties.includes("name")) return false;
  return withoutFifo(before.name) !== withoutFifo(after.name);
}

function withoutFifo(name: string): string {
  return name.replace(/\.fifo$/, "");
}
