import { id } from "../desired-state/id.ts";
import { teamKey } from "../desired-state/team-key.ts";
import type { Span } from "../diagnostic.ts";
import { groupBy } from "../group-by.ts";
import type { BackendInput } from "./backend.ts";
import type { CloudResource } from "./cloud-resource.ts";
import type { Budget, Quota } from "./quota.ts";
import type { StackSettings } from "./stack-settings.ts";

/** A budget of the quota, with the limit that the stack file says for it, if it may say one. */
export function budget(
  quota: Quota,
  stack: StackSettings,
  use: { readonly used: number; readonly scope: string; readonly span: Span },
): Budget {
  const limit = limitOf(quota, stack);
  const usual = limit === quota.limit || quota.limit === undefined ? {} : { usualLimit: quota.limit };
  return { ...quota, ...(limit !== undefined && { limit }), ...usual, ...use };
}

/** Where what a resource stands for was declared: the element, the queue it is a part of, or its team; else the stack file. */
export function spanOfResource({ desired, origins, stack }: BackendInput, resource: CloudResource): Span {
  const element = resource.deletedWith ?? resource.id;
  const [team = "", queue] = element.slice(element.lastIndexOf(":") + 1).split("/");
  return (
    origins.get(element) ??
    (queue === undefined ? undefined : origins.get(id("subscription", team, queue))) ??
    origins.get(id("team", teamKey(desired, resource.team))) ??
    stack.spanOf([])
  );
}

/** How many teams a scope names. */
const NAMED = 3;

/** ` (team crm)`, ` (teams crm, hr, marketing and 4 more)`; empty without one. The teams are named in the order of the alphabet. */
export function ofTeams(teams: Iterable<string>): string {
  const all = [...new Set(teams)].filter((team) => team !== "").sort();
  const [first] = all;
  if (first === undefined) return "";
  if (all.length === 1) return ` (team ${first})`;
  const more = all.length > NAMED ? ` and ${all.length - NAMED} more` : "";
  return ` (teams ${all.slice(0, NAMED).join(", ")}${more})`;
}

/** The resources of a Pulumi type; none of a type that is not there. */
export type ByType = (type: string) => readonly CloudResource[];

export function byType(resources: readonly CloudResource[]): ByType {
  const types = groupBy(resources, ({ type }) => type);
  return (type) => types.get(type) ?? [];
}

/** What the stack says of a quota that can be raised, else what the cloud says. */
export function limitOf({ key, adjustable, limit }: Quota, stack: StackSettings): number | undefined {
  return (adjustable ? stack.quotas?.[key] : undefined) ?? limit;
}
