import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { busName, ruleArn, ruleName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/** What flows from one owner's bus into one queue: one rule with one target, however many events there are. */
export interface Rule {
  readonly id: string;
  readonly targetId: string;
  readonly owner: string;
  readonly bus: string;
  readonly name: string;
  readonly arn: string;
  /** At least one, all of the same owner. */
  readonly feeds: readonly Feed[];
}

/** The rules of a subscription, one for each owner of its events, sorted by owner. */
export function rulesOf(place: AwsPlace, organization: string, subscription: Subscription): readonly Rule[] {
  const { team, queue, feeds } = subscription;
  const name = ruleName(team, queue);
  return [...new Set(feeds.map((feed) => feed.owner))].sort().map((owner) => {
    const bus = busName(organization, owner);
    return {
      id: id("rule", team, queue, owner),
      targetId: id("target", team, queue, owner),
      owner,
      bus,
      name,
      arn: ruleArn(place, bus, name),
      feeds: feeds.filter((feed) => feed.owner === owner),
    };
  });
}
