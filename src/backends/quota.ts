import type { Diagnostic, Span } from "../diagnostic.ts";

/** How much of one of the cloud's limits a topology needs. */
export interface QuotaUse {
  readonly count: number;
  /** The most that the cloud allows. */
  readonly limit: number;
  /** What is counted, as a plural: `topics`. */
  readonly what: string;
  /** Where it is counted: `in project crm-prod`, `on the bus ar`. */
  readonly scope: string;
  /** The vendor's page and section that states the limit; it is shown to the user. */
  readonly source: string;
  readonly span: Span;
  /** What the user can do; unless given, to split the topology. */
  readonly remedy?: string;
}

/** From this share of a limit on the user is warned, so that there is time to act. */
const WARN_FROM = 0.8;

/** None below 80% of the limit, a warning up to the limit itself, an error above it; the code is `quota-exceeded`. */
export function quota(use: QuotaUse): Diagnostic[] {
  const { count, limit, what, scope, source, span, remedy = "split the topology over several stacks" } = use;
  if (count < limit * WARN_FROM) return [];
  const over = count > limit;
  const share = over ? "more than" : `${Math.floor((count / limit) * 100)}% of`;
  return [
    {
      code: "quota-exceeded",
      severity: over ? "error" : "warning",
      message: `the topology needs ${grouped(count)} ${what} ${scope}, ${share} the ${grouped(limit)} allowed (${source}); ${remedy}`,
      span,
    },
  ];
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
