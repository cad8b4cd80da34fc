import type { Subscription } from "../desired-state/desired-state.ts";
import { type Aspect, reasonOf } from "./aspect.ts";
import { aspectsOf } from "./aspects.ts";
import type { Change } from "./change.ts";
import { distinct } from "./compare-text.ts";
import { type Comparison, placeOf } from "./comparison.ts";
import { detail } from "./detail.ts";
import { filterText } from "./filter-change.ts";
import { pairs } from "./pairs.ts";
import { LEAVING, RETIRING } from "./retirement.ts";
import { isSameSubscription } from "./same-subscription.ts";
import { worst } from "./severity.ts";

const ADDED = "A queue of its own: nothing that exists changes. It receives what is published from now on.";
const ADDED_RESTRICTED = "The team will read an event that its owner restricts.";
const REMOVED =
  "The deploy refuses it, for its queue and its dead-letter queue would go with the messages in them. Retire it first (retired: drain), and none is lost.";
const RENAMED =
  "The team seems to rename a queue. As it stands the old one would be deleted with the messages in it, which the deploy refuses. With its old name as formerly it stays the same queue.";
const KEPT = "It is not to be removed after all.";

/** A changed subscription with its aspects, of which some weigh more on some clouds. */
export interface ChangedSubscription {
  readonly change: Change;
  readonly aspects: readonly Aspect[];
  readonly base: Subscription;
}

export interface SubscriptionChanges {
  readonly others: readonly Change[];
  readonly changed: readonly ChangedSubscription[];
}

/** Queues added, removed, and changed. */
export function subscriptionChanges(comparison: Comparison): SubscriptionChanges {
  const differing = pairs(
    comparison.differing.base.subscriptions,
    comparison.differing.head.subscriptions,
    isSameSubscription,
  );
  const added = differing.flatMap(({ base, head }) => (base === undefined ? [head] : []));
  const removed = differing.flatMap(({ base, head }) => (head === undefined ? [base] : []));
  const gained = new Set(added.map(fingerprint));
  const topics = comparison.head.desired.topics.filter((topic) => topic.allow !== undefined);
  const restricted = new Set(topics.map((topic) => topic.event));
  return {
    others: [
      ...added.map((one) => addition(one, restricted, comparison)),
      ...removed.map((one) => removal(one, gained.has(fingerprint(one)), comparison)),
      ...differing.flatMap(({ base, head }) =>
        base === undefined || head === undefined ? [] : retirement(base, head, comparison),
      ),
    ],
    changed: differing.flatMap(({ base, head }) =>
      base === undefined || head === undefined ? [] : modification(base, head, comparison),
    ),
  };
}

function addition(one: Subscription, restricted: ReadonlySet<string>, comparison: Comparison): Change {
  const { id, team, feeds } = one;
  const isRestricted = feeds.some(({ event, owner }) => owner !== team && restricted.has(event));
  return {
    kind: "subscription-added",
    id,
    team,
    severity: isRestricted ? "attention" : "safe",
    summary: additionOf(one),
    names: namesOf(one),
    details: detail("filter", undefined, filterText(feeds[0]?.filter)),
    reason: isRestricted ? ADDED_RESTRICTED : ADDED,
    ...placeOf(id, comparison),
    teams: ownersOf(one),
  };
}

function additionOf(one: Subscription): string {
  const { team, queue, key } = one;
  if (key.generation > 1) return `${team} makes its queue ${queue} anew, as generation ${key.generation}`;
  return isPlain(one) ? `${team} subscribes to ${queue}` : `${team} adds the queue ${queue}, fed by ${eventsOf(one)}`;
}

function removal(one: Subscription, isRename: boolean, comparison: Comparison): Change {
  const { id, team, queue, retired, key } = one;
  const [severity, reason] =
    retired === undefined ? (["dangerous", isRename ? RENAMED : REMOVED] as const) : LEAVING[retired];
  const which = isPlain(one) ? `stops consuming ${queue}` : `removes the queue ${queue}, fed by ${eventsOf(one)}`;
  return {
    kind: "subscription-removed",
    id,
    team,
    severity,
    summary: `${team} ${isFormer(one, comparison) ? `removes generation ${key.generation} of its queue ${queue}` : which}`,
    details: detail("retired", retired, undefined),
    names: namesOf(one),
    reason,
    ...placeOf(id, comparison, true),
    teams: ownersOf(one),
  };
}

/** Whether a later generation of the queue goes on. */
function isFormer({ key, retired }: Subscription, { differing: { head } }: Comparison): boolean {
  if (retired === undefined) return false;
  return head.subscriptions.some(
    (other) => other.key.team === key.team && other.key.queue === key.queue && other.key.generation > key.generation,
  );
}

function retirement(base: Subscription, head: Subscription, comparison: Comparison): readonly Change[] {
  const { id, team, queue, retired } = head;
  if (base.retired === retired) return [];
  const [severity, reason] = retired === undefined ? (["safe", KEPT] as const) : RETIRING[retired];
  const which = isFormer(head, comparison) ? `generation ${head.key.generation} of its queue` : "its queue";
  return [
    {
      kind: "subscription-retired",
      id,
      team,
      severity,
      summary: `${team} ${retired === undefined ? "keeps" : "retires"} ${which} ${queue}`,
      details: detail("retired", base.retired, retired),
      names: namesOf(head),
      reason,
      ...placeOf(id, comparison),
      teams: ownersOf(head),
    },
  ];
}

function modification(base: Subscription, head: Subscription, comparison: Comparison): readonly ChangedSubscription[] {
  const aspects = aspectsOf(base, head);
  if (aspects.length === 0) return [];
  const { id, team } = head;
  const change: Change = {
    kind: "subscription-changed",
    id,
    team,
    severity: worst(aspects.map((aspect) => aspect.severity)),
    summary: `${team} changes its queue ${base.queue}: ${aspects.map((aspect) => aspect.summary).join(", ")}`,
    details: aspects.flatMap((aspect) => aspect.details),
    names: [...namesOf(base), ...namesOf(head)],
    reason: reasonOf(aspects),
    ...placeOf(id, comparison),
    teams: distinct(aspects.flatMap((aspect) => aspect.owners)).filter((owner) => owner !== team),
  };
  return [{ change, aspects, base }];
}

/** The short form of the file: a queue named like the one event that feeds it. */
function isPlain({ queue, feeds }: Subscription): boolean {
  return feeds.length === 1 && feeds[0]?.event === queue;
}

/** What makes a removed and an added queue of one team look like a rename. */
function fingerprint({ team, feeds }: Subscription): string {
  return JSON.stringify([team, feeds.map(({ event, filter }) => [event, filter])]);
}

/** What an id does not say: it holds the names under which the queue was first deployed. */
function namesOf({ queue, feeds }: Subscription): readonly string[] {
  return [queue, ...feeds.map((feed) => feed.event)];
}

function eventsOf({ feeds }: Subscription): string {
  return feeds.map((feed) => feed.event).join(", ");
}

function ownersOf({ team, feeds }: Subscription): readonly string[] {
  return distinct(feeds.map((feed) => feed.owner)).filter((owner) => owner !== team);
}
