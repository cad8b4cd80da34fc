import type { Filter } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { isFiltered } from "./filter.ts";
import { spanOf } from "./span.ts";

/** Errors for the filters that have a problem, said as the rest of a sentence about the filter. */
export function checkFilters(
  input: BackendInput,
  problemOf: (filter: Filter) => string | undefined,
): readonly Diagnostic[] {
  return input.desired.subscriptions.flatMap((subscription) =>
    subscription.feeds.flatMap((feed) => {
      const problem = isFiltered(feed.filter) ? problemOf(feed.filter) : undefined;
      if (problem === undefined) return [];
      const { team, queue } = subscription;
      return [
        {
          code: "filter-not-supported",
          severity: "error" as const,
          message: `the filter of ${team}/${queue} on ${feed.event} ${problem}`,
          span: input.origins.get(feed.id) ?? spanOf(input, subscription.id, team),
        },
      ];
    }),
  );
}
