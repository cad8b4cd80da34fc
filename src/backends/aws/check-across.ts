import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { existingEvent } from "../existing.ts";
import { type AwsPlace, awsPlaceKey } from "./place.ts";
import { spanOf, spanOfPlace } from "./span.ts";

/**
 * Errors for feeds between teams in different regions. EventBridge has no targets in another region (EventBridge User
 * Guide, "Sending events to an AWS service in another account"). SNS would deliver there, but keeps what it cannot
 * deliver in the topic's region alone, and under another name of the service where a region is opt-in (SNS Developer
 * Guide, "Amazon SNS dead-letter queues" and "Cross-region delivery"): so it is not done either.
 */
export function checkRegions(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return differing(input, (place) => place.region).map(({ subscription, feed, owner, subscriber }) => ({
    code: "region-differs",
    severity: "error",
    message: `${subscription.team}/${subscription.queue} is in ${subscriber} and ${feed.event} of ${feed.owner} in ${owner}; events do not go from one region to another: place both teams in one region, with event-topology:teams.${subscription.team}.${awsPlaceKey}.region or that of ${feed.owner}`,
    ...sides(input, subscription, feed),
  }));
}

/** Errors for subscribers outside of the owner's organization, to which alone the owner's topics are open. */
export function checkOrganizations(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return differing(input, ({ organizationId }) => organizationId)
    .filter(({ subscription, feed }) => accountOf(subscription.team) !== accountOf(feed.owner))
    .filter(({ owner }) => owner !== undefined)
    .map(({ subscription, feed, owner, subscriber = "none" }) => ({
      code: "organization-differs",
      severity: "error",
      message: `${feed.event} of ${feed.owner} is open to the organization ${owner}, but ${subscription.team}/${subscription.queue} is in organization ${subscriber}; give both teams the same organizationId, or none to the owner`,
      ...sides(input, subscription, feed),
    }));

  function accountOf(team: string): string {
    return input.stack.placeOf(team).account;
  }
}

interface Difference<Value> {
  readonly subscription: Subscription;
  readonly feed: Feed;
  readonly owner: Value;
  readonly subscriber: Value;
}

/** The first feed from each owner that differs from the subscriber in a value of their places; not of topics that exist. */
function differing<Value>(
  { desired, stack }: BackendInput<AwsPlace>,
  value: (place: AwsPlace) => Value,
): readonly Difference<Value>[] {
  return desired.subscriptions.flatMap((subscription) => {
    const subscriber = value(stack.placeOf(subscription.team));
    return subscription.feeds
      .filter(({ event }) => existingEvent(stack, event) === undefined)
      .filter((feed, at, own) => own.findIndex(({ owner }) => owner === feed.owner) === at)
      .map((feed) => ({ subscription, feed, owner: value(stack.placeOf(feed.owner)), subscriber }))
      .filter((pair) => pair.owner !== pair.subscriber);
  });
}

/** The problem is told at the feed; where each of both sides was placed is related. */
function sides(input: BackendInput<AwsPlace>, { id, team }: Subscription, feed: Feed) {
  return {
    span: input.origins.get(feed.id) ?? spanOf(input, id, team),
    related: [team, feed.owner].map((each) => ({
      message: `team ${each} is placed here`,
      span: spanOfPlace(input, each),
    })),
  } as const;
}
