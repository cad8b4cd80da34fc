import type { Backend, BackendInput } from "../backends/backend.ts";
import { planOf } from "../backends/plan.ts";
import { classify } from "./classify.ts";
import type { Edit } from "./edit.ts";
import { handovers, takenBy } from "./handovers.ts";
import type { Standing } from "./standing.ts";

/**
 * What a deploy would do.
 * @param before what stands: deployed, or planned by another revision of the file
 * @param input what is to be deployed; it has passed `checkDeployment`
 */
export function editOf(before: readonly Standing[], backend: Backend, input: BackendInput): Edit {
  const after = planOf(backend, input).resources;
  const { name, placeKey } = backend;
  const { passages } = backend.deployed;
  return {
    backend: name,
    placeKey,
    input,
    before,
    after,
    fates: classify(before, after),
    handovers: handovers(passages(before), passages(after), takenBy(input.desired)),
  };
}
