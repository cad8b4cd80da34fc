import type { Diagnostic, Span } from "../diagnostic.ts";

/** One limit of a cloud: what it counts, how much there may be of it, and who says so. */
export interface Quota {
  /** Stable name, the service before the dot: `eventbridge.rules-per-bus`. Stack files raise limits by it, so it never changes. */
  readonly key: string;
  /** What is counted, as a plural: `bytes of queue policy`. */
  readonly what: string;
  /** What one of them is, as a plural: `bytes`. */
  readonly unit: string;
  /** The most that the cloud allows; absent where there is no limit and the number is worth knowing all the same. */
  readonly limit?: number;
  /** Whether the vendor raises it on request; then the stack file can say the raised limit. */
  readonly adjustable: boolean;
  /** The vendor's page and section that states the limit; it is shown to the user. It ends in `(unverified)` where nobody has seen it there. */
  readonly source: string;
  /** What the user can do, as the end of a sentence. */
  readonly remedy: string;
  /** For a value that somebody chooses, or that is made to fit: it does not grow by itself, so at the limit all is well and nothing warns before. */
  readonly chosen?: true;
  /** Code of the check that refuses what is over the limit, and says more of it than can be said here. */
  readonly refusedBy?: string;
}

/** How much of one limit a topology needs, in one place. Plain data. */
export interface Budget extends Quota {
  readonly used: number;
  /** The limit unless the vendor has raised it; present where the stack file says another one. */
  readonly usualLimit?: number;
  /** Where it is counted, and for whom: `on the event bus ar_crm (team crm)`. */
  readonly scope: string;
  readonly span: Span;
}

/** From this part of a limit on, in percent, the user is warned, so that there is time to act. */
const WARN_FROM = 80;

/** How near a use is to its limit. */
export type Fullness = "fine" | "near" | "over";

/** Near from 80% of the limit on, unless the value is chosen; over above the limit. */
export function fullness(used: number, { limit, chosen }: Pick<Quota, "limit" | "chosen">): Fullness {
  if (limit === undefined) return "fine";
  if (used > limit) return "over";
  return chosen !== true && used * 100 >= limit * WARN_FROM ? "near" : "fine";
}

/** A warning for each budget that is near its limit, an error for each above it; the code is `quota-exceeded`. */
export function quotaProblems(budgets: readonly Budget[]): readonly Diagnostic[] {
  return budgets.flatMap((budget) => {
    const found = fullness(budget.used, budget);
    if (found === "fine" || (found === "over" && budget.refusedBy !== undefined)) return [];
    return [
      {
        code: "quota-exceeded",
        severity: found === "over" ? ("error" as const) : ("warning" as const),
        message: message(budget),
        span: budget.span,
      },
    ];
  });
}

function message(budget: Budget): string {
  const { key, what, used, limit = Number.POSITIVE_INFINITY, scope, source, remedy, adjustable, usualLimit } = budget;
  const share = used > limit ? "more than" : `${Math.floor((used * 100) / limit)}% of`;
  const raised = usualLimit === undefined ? "" : `, ${grouped(usualLimit)} unless the stack file says otherwise`;
  const raise = adjustable ? `, or have the limit raised (event-topology:quotas, ${key})` : "";
  return `the topology needs ${grouped(used)} ${what} ${scope}, ${share} the ${grouped(limit)} allowed (${source}${raised}); ${remedy}${raise}`;
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
