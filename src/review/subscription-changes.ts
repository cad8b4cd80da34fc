import type { Feed, Subscription } from "../desired-state/desired-state.ts";
import { aspectsOf, type SubscriptionAspect } from "./aspects.ts";
import type { Change } from "./change.ts";
import { distinct } from "./compare-text.ts";
import { type Comparison, placeOf } from "./comparison.ts";
import { detail } from "./detail.ts";
import { filterText } from "./filter-change.ts";
import { pairs } from "./pairs.ts";
import { worst } from "./severity.ts";

const ADDED = "A queue of its own: nothing that exists changes. It receives what is published from now on.";
const ADDED_RESTRICTED = "The team will read an event that its owner restricts.";
const REMOVED = "The queue and its dead-letter queue are deleted, with the messages in them.";
const RENAMED =
  "A queue is not renamed: a new, empty one is made, and the old one is deleted with the messages in it. Read the old one empty first.";

/** A changed subscription with its aspects, of which some weigh more on some clouds. */
export interface ChangedSubscription {
  readonly change: Change;
  readonly aspects: readonly SubscriptionAspect[];
  readonly base: Subscription;
}

export interface SubscriptionChanges {
  readonly others: readonly Change[];
  readonly changed: readonly ChangedSubscription[];
}

/** Queues added, removed, and changed. */
export function subscriptionChanges(comparison: Comparison): SubscriptionChanges {
  const differing = pairs(comparison.base.desired.subscriptions, comparison.head.desired.subscriptions, isSame);
  const added = differing.flatMap(({ base, head }) => (base === undefined ? [head] : []));
  const removed = differing.flatMap(({ base, head }) => (head === undefined ? [base] : []));
  const gained = new Set(added.map(fingerprint));
  const topics = comparison.head.desired.topics.filter((topic) => topic.allow !== undefined);
  const restricted = new Set(topics.map((topic) => topic.event));
  return {
    others: [
      ...added.map((one) => addition(one, restricted, comparison)),
      ...removed.map((one) => removal(one, gained.has(fingerprint(one)), comparison)),
    ],
    changed: differing.flatMap(({ base, head }) =>
      base === undefined || head === undefined ? [] : modification(base, head, comparison),
    ),
  };
}

function addition(one: Subscription, restricted: ReadonlySet<string>, comparison: Comparison): Change {
  const { id, team, queue, feeds } = one;
  const isRestricted = feeds.some(({ event, owner }) => owner !== team && restricted.has(event));
  return {
    kind: "subscription-added",
    id,
    team,
    severity: isRestricted ? "attention" : "safe",
    summary: isPlain(one)
      ? `${team} subscribes to ${queue}`
      : `${team} adds the queue ${queue}, fed by ${eventsOf(one)}`,
    details: detail("filter", undefined, filterText(feeds[0]?.filter)),
    reason: isRestricted ? ADDED_RESTRICTED : ADDED,
    ...placeOf(id, comparison),
    teams: ownersOf(one),
  };
}

function removal(one: Subscription, isRename: boolean, comparison: Comparison): Change {
  const { id, team, queue } = one;
  return {
    kind: "subscription-removed",
    id,
    team,
    severity: "dangerous",
    summary: isPlain(one)
      ? `${team} stops consuming ${queue}`
      : `${team} removes the queue ${queue}, fed by ${eventsOf(one)}`,
    details: [],
    reason: isRename ? RENAMED : REMOVED,
    ...placeOf(id, comparison, true),
    teams: ownersOf(one),
  };
}

function modification(base: Subscription, head: Subscription, comparison: Comparison): readonly ChangedSubscription[] {
  const aspects = aspectsOf(base, head);
  if (aspects.length === 0) return [];
  const { id, team, queue } = head;
  const change: Change = {
    kind: "subscription-changed",
    id,
    team,
    severity: worst(aspects.map((aspect) => aspect.severity)),
    summary: `${team} changes its queue ${queue}: ${aspects.map((aspect) => aspect.summary).join(", ")}`,
    details: aspects.flatMap((aspect) => aspect.details),
    reason: reasonOf(aspects),
    ...placeOf(id, comparison),
    teams: distinct(aspects.flatMap((aspect) => aspect.owners)).filter((owner) => owner !== team),
  };
  return [{ change, aspects, base }];
}

/** The reasons of all that is not safe; when all is, of all. */
export function reasonOf(aspects: readonly SubscriptionAspect[]): string {
  const telling = aspects.filter((aspect) => aspect.severity !== "safe");
  return [...new Set((telling.length > 0 ? telling : aspects).map((aspect) => aspect.reason))].join(" ");
}

function isSame(a: Subscription, b: Subscription): boolean {
  return (
    a.ackDeadlineSeconds === b.ackDeadlineSeconds &&
    a.retentionSeconds === b.retentionSeconds &&
    a.maxDeliveryAttempts === b.maxDeliveryAttempts &&
    a.feeds.length === b.feeds.length &&
    a.feeds.every((feed, index) => isSameFeed(feed, b.feeds[index]))
  );
}

/** Two feeds of one queue. The owner may differ: that is told with the event. */
function isSameFeed(a: Feed, b: Feed | undefined): boolean {
  if (a.topic !== b?.topic) return false;
  return a.filter === b.filter || JSON.stringify(a.filter) === JSON.stringify(b.filter);
}

/** The short form of the file: a queue named like the one event that feeds it. */
function isPlain({ queue, feeds }: Subscription): boolean {
  return feeds.length === 1 && feeds[0]?.event === queue;
}

/** What makes a removed and an added queue of one team look like a rename. */
function fingerprint({ team, feeds }: Subscription): string {
  return JSON.stringify([team, feeds.map(({ event, filter }) => [event, filter])]);
}

function eventsOf({ feeds }: Subscription): string {
  return feeds.map((feed) => feed.event).join(", ");
}

function ownersOf({ team, feeds }: Subscription): readonly string[] {
  return distinct(feeds.map((feed) => feed.owner)).filter((owner) => owner !== team);
}
