import type { BackendInput } from "./backend.ts";
import { budget, limitOf, ofTeams, spanOfResource } from "./budgets.ts";
import type { CloudResource } from "./cloud-resource.ts";
import { type Budget, type Fullness, fullness, type Quota } from "./quota.ts";

/** Collects what resources use of quotas. */
export interface Tally {
  /** Notes a use of the quota by one resource; a use that is undefined is none. */
  add(quota: Quota, used: number | undefined, resource: CloudResource, where?: Where): void;
  /**
   * Of the hundreds of thousands of uses those that matter: all that are near or over their limit, and beside them the
   * fullest of each team and quota. In the order in which the quotas were first used.
   */
  budgets(): readonly Budget[];
}

export interface Where {
  /** Unless given, on the resource, by its name in the cloud. */
  readonly scope?: string;
  /** Where the stack file causes it, as a path below the config section; unless given, where the resource was declared. */
  readonly causedAt?: readonly string[];
}

interface Use {
  readonly used: number;
  readonly resource: CloudResource;
  readonly where: Where | undefined;
}

interface Uses {
  readonly quota: Quota;
  /** The quota with the limit of the stack. */
  readonly effective: Quota;
  readonly told: Use[];
  readonly fullest: Map<string, Use>;
}

export function tallyOf(input: BackendInput): Tally {
  const all = new Map<Quota, Uses>();
  return {
    add(quota, used, resource, where) {
      if (used === undefined) return;
      let uses = all.get(quota);
      if (uses === undefined) {
        uses = { quota, effective: effective(quota, input), told: [], fullest: new Map() };
        all.set(quota, uses);
      }
      if (isTold(fullness(used, uses.effective), quota)) uses.told.push({ used, resource, where });
      else if (used > (uses.fullest.get(resource.team)?.used ?? -1))
        uses.fullest.set(resource.team, { used, resource, where });
    },
    budgets: () =>
      [...all.values()].flatMap(({ quota, told, fullest }) =>
        [...told, ...fullest.values()].map((use) => budgetOf(quota, use, input)),
      ),
  };
}

/** Where another check tells all that is over, the fullest will do. */
function isTold(found: Fullness, { refusedBy }: Quota): boolean {
  return found === "near" || (found === "over" && refusedBy === undefined);
}

function effective(quota: Quota, { stack }: BackendInput): Quota {
  const limit = limitOf(quota, stack);
  return { ...quota, ...(limit !== undefined && { limit }) };
}

function budgetOf(quota: Quota, { used, resource, where = {} }: Use, input: BackendInput): Budget {
  const { scope = `on ${resource.name}${ofTeams([resource.team])}`, causedAt } = where;
  const span = causedAt === undefined ? spanOfResource(input, resource) : input.stack.spanOf(causedAt);
  return budget(quota, input.stack, { used, scope, span });
}
