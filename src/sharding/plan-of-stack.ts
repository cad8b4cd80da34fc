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
 * What a team's stack is to hold, planned without the teams that it has nothing to do with.
 * @param stack name of the engine's stack
 * @param base name of the stack file
 * @param standing what stands in the stack
 * @returns undefined when it takes the whole plan: for any other stack, and where something stands that the team's part does
 *   not have, since it could belong into another stack
 */
export function planOfTeamsStack(
  stack: string,
  base: string,
  backend: Backend,
  whole: BackendInput,
  parts: Parts,
  standing: readonly { readonly id: string }[],
): PlanOfStack | undefined {
  const team = whole.desired.teams.find(({ key }) => key === partsOfName(stack)?.key);
  if (team === undefined || stack === base || !isDivisible(whole)) return undefined;
  const input = inputOfTeams(whole, parts, new Set([team.name]));
  const here = stackPart(stack, base, input, planOf(backend, input).resources, standing);
  const planned = new Set(here.shard?.resources.map(({ id }) => id));
  return standing.every(({ id }) => planned.has(id)) ? { input, here } : undefined;
}

/** What a stack is to hold, by the whole plan. */
export function planOfStack(
  stack: string,
  base: string,
  backend: Backend,
  input: BackendInput,
  standing: readonly { readonly id: string }[],
): PlanOfStack {
  return { input, here: stackPart(stack, base, input, planOf(backend, input).resources, standing) };
}
