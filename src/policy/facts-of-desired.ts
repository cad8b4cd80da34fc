import type { DesiredState, Subscription, Team, Topic } from "../desired-state/desired-state.ts";
import type { EventFact, Fact, TeamFact } from "./fact.ts";

/** Everything the desired state says that a rule may look at; `at` is the id. */
export function factsOfDesired({ teams, topics, subscriptions }: DesiredState): readonly Fact[] {
  return [...teams.map(teamFact), ...topics.map(eventFact), ...subscriptions.flatMap(subscriptionFacts)];
}

function teamFact({ id, name, contact, reviewers = [] }: Team): TeamFact {
  return {
    kind: "team",
    at: id,
    team: name,
    stated: { contact: contact !== undefined, reviewers: reviewers.length > 0 },
  };
}

function eventFact({ id, event, team, description, schema, allow }: Topic): EventFact {
  return {
    kind: "event",
    at: id,
    team,
    event,
    stated: {
      description: description !== undefined && description.trim() !== "",
      schema: schema !== undefined,
      restrictedToNobody: allow?.length === 0,
    },
  };
}

function subscriptionFacts(subscription: Subscription): readonly Fact[] {
  const { id, team, queue, feeds, retentionSeconds, ackDeadlineSeconds, maxDeliveryAttempts } = subscription;
  return [
    { kind: "queue", at: id, team, queue, retentionSeconds, ackDeadlineSeconds, maxDeliveryAttempts },
    ...feeds.map(
      (feed): Fact => ({
        kind: "feed",
        at: feed.id,
        team,
        queue,
        event: feed.event,
        owner: feed.owner,
        filtered: feed.filter !== undefined,
      }),
    ),
  ];
}
