import type { BackendInput } from "./backend.ts";
import { budget } from "./budgets.ts";
import type { CloudResource } from "./cloud-resource.ts";
import type { Budget, Quota } from "./quota.ts";

/**
 * Not a limit: the engine writes its whole state at every step, so that one big stack takes more than its share of time.
 * With a provider that does nothing, file state and two cores, 250, 500, 1,000 and 2,000 resources took 7, 14, 37 and
 * 123 s to create.
 */
export const RESOURCES_PER_STACK: Quota = {
  key: "engine.resources-per-stack",
  what: "resources in the engine's state",
  unit: "resources",
  adjustable: false,
  source: "no limit; measured by us: 1,000 take 37 s to create without a cloud, 2,000 take 123 s",
  remedy: "split the topology over several stacks",
};

/** How many resources the engine will hold for the stack. */
export function engineBudget({ stack }: BackendInput, resources: readonly CloudResource[]): Budget {
  return budget(RESOURCES_PER_STACK, stack, {
    used: resources.length,
    scope: `in the stack ${stack.stack}`,
    span: stack.spanOf([]),
  });
}
