import { durationOf } from "../../duration.ts";
import type { Rule } from "./rule.ts";

/** The wait before a retry grows: from the minimum to the maximum. */
export const backwardsRetry: Rule = {
  code: "backwards-retry",
  check({ teams, defaults }) {
    return teams.flatMap(({ subscriptions }) =>
      subscriptions.flatMap(({ team, queue, policy, span }) => {
        const { minimumSeconds, maximumSeconds } = policy.retry ?? defaults.retry ?? {};
        if (minimumSeconds === undefined || maximumSeconds === undefined || minimumSeconds <= maximumSeconds) return [];
        return {
          code: this.code,
          severity: "error" as const,
          message: `the retry of ${team}/${queue} has the minimum ${durationOf(minimumSeconds)} above the maximum ${durationOf(maximumSeconds)}; exchange them`,
          span,
        };
      }),
    );
  },
};
