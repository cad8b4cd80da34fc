import type { Backend, BackendInput } from "../backends/backend.ts";
import { planOf } from "../backends/plan.ts";
import type { Parts } from "../desired-state/parts.ts";
import { inputOfTeams, isDivisible } from "./part-plan.ts";
import { partsOfName } from "./shard-name.ts";
import { type StackPart, stackPart } from "./stack-part.ts";

/** What one stack of the engine is to hold, and what that was planned from. */
export interface PlanOfStack {
  readonly input: BackendInput;
  readonly here: StackPart;
}

/**
 * What a stack is to hold. A team's is planned without the teams that it has nothing to do with, where that is enough: not where
 * something stands in it that the team's part does not have, since that could belong into another stack.
 * @param stack name of the engine's stack
 * @param base name of the stack file
 * @param parts of the whole topology; without them the whole is planned
 * @param standing what stands in the stack
 */
export function planOfStack(
  stack: string,
  base: string,
  backend: Backend,
  whole: BackendInput,
  parts: Parts | undefined,
  standing: readonly { readonly id: string }[],
): PlanOfStack {
  const planned = (input: BackendInput): PlanOfStack => ({
    input,
    here: stackPart(stack, base, input, planOf(backend, input).resources, standing),
  });
  const team = stack === base ? undefined : whole.desired.teams.find(({ key }) => key === partsOfName(stack)?.key);
  if (parts !== undefined && team !== undefined && isDivisible(whole)) {
    const alone = planned(inputOfTeams(whole, parts, new Set([team.name])));
    const ids = new Set(alone.here.shard?.resources.map(({ id }) => id));
    if (standing.every(({ id }) => ids.has(id))) return alone;
  }
  return planned(whole);
}
