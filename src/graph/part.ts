import type { DesiredState, Feed, Subscription, Team, Topic } from "../desired-state/desired-state.ts";
import type { Selection } from "./selection.ts";

/** The part of a topology that a selection is about, in the topology's own order. */
export interface Part {
  readonly teams: readonly Team[];
  readonly topics: readonly Topic[];
  readonly queues: readonly PartOfQueue[];
  /** Events by which an event's path goes on behind the last teams. */
  readonly pathGoesOn: number;
}

/** A queue and those of its feeds that belong to the part. */
export interface PartOfQueue {
  readonly subscription: Subscription;
  readonly feeds: readonly Feed[];
}

/** @param selection names a team or event that exists (`unknownName`) */
export function partOf(desired: DesiredState, selection: Selection): Part {
  switch (selection.of) {
    case "all":
      return part(
        desired,
        () => true,
        () => true,
        () => true,
      );
    case "team":
      return neighbourhood(desired, selection.team);
    case "event":
      return pathOf(desired, selection.event, selection.depth);
  }
}

/** Everything the team publishes and reads, who reads it and who publishes it. */
function neighbourhood(desired: DesiredState, team: string): Part {
  return part(
    desired,
    (feed, reader) => feed.owner === team || reader === team,
    (topic) => topic.team === team,
    (other) => other.name === team,
  );
}

/** A team that reads an event may publish any of its own because of it: the file says no more, so all of them are followed. */
function pathOf(desired: DesiredState, event: string, depth: number): Part {
  const readersOf = new Map<string, string[]>();
  for (const { team, feeds } of desired.subscriptions)
    for (const feed of feeds) readersOf.set(feed.event, [...(readersOf.get(feed.event) ?? []), team]);
  const readEventsOf = new Map<string, string[]>();
  for (const topic of desired.topics)
    if (readersOf.has(topic.event))
      readEventsOf.set(topic.team, [...(readEventsOf.get(topic.team) ?? []), topic.event]);

  const onPath = new Set([event]);
  let last: readonly string[] = [event];
  const next = () => {
    const teams = new Set(last.flatMap((one) => readersOf.get(one) ?? []));
    return [...teams].flatMap((team) => readEventsOf.get(team) ?? []).filter((one) => !onPath.has(one));
  };
  for (let step = 1; step < depth && last.length > 0; step++) {
    last = next();
    for (const one of last) onPath.add(one);
  }
  const chosen = part(
    desired,
    (feed) => onPath.has(feed.event),
    (topic) => onPath.has(topic.event),
    () => false,
  );
  return { ...chosen, pathGoesOn: next().length };
}

/** The chosen feeds with their events, queues and teams, and the events and teams chosen without any feed. */
function part(
  desired: DesiredState,
  hasFeed: (feed: Feed, reader: string) => boolean,
  hasTopic: (topic: Topic) => boolean,
  hasTeam: (team: Team) => boolean,
): Part {
  const queues = desired.subscriptions.flatMap((subscription): PartOfQueue[] => {
    const feeds = subscription.feeds.filter((feed) => hasFeed(feed, subscription.team));
    return feeds.length === 0 ? [] : [{ subscription, feeds }];
  });
  const fed = new Set(queues.flatMap(({ feeds }) => feeds.map((feed) => feed.topic)));
  const topics = desired.topics.filter((topic) => fed.has(topic.id) || hasTopic(topic));
  const named = new Set([...topics.map((topic) => topic.team), ...queues.map((queue) => queue.subscription.team)]);
  return {
    teams: desired.teams.filter((team) => named.has(team.name) || hasTeam(team)),
    topics,
    queues,
    pathGoesOn: 0,
  };
}
