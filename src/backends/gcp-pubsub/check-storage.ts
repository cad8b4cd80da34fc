import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import type { GcpPlace } from "./settings.ts";

/** Errors for places that enforce regions and name none. */
export function checkStorage({ desired, stack }: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const problem = (path: readonly string[]): Diagnostic => ({
    code: "regions-missing",
    severity: "error",
    message: `event-topology:${path.join(".")}.enforceInTransit has no regions to enforce; add storageRegions beside it, or remove it`,
    span: stack.spanOf([...path, "enforceInTransit"]),
  });
  const lacks = ({ enforceInTransit, storageRegions }: GcpPlace) => enforceInTransit && storageRegions === undefined;
  if (lacks(stack.place)) return [problem(["gcp"])];
  return desired.teams
    .filter(({ name }) => lacks(stack.placeOf(name)))
    .map(({ name }) => problem(["teams", name, "gcp"]));
}
