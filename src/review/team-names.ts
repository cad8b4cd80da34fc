import type { DesiredState } from "../desired-state/desired-state.ts";
import { pairs } from "./pairs.ts";

/** Team → the name that it has in the head, for teams that are the same (`formerly` in the file) under another name. */
export function renamedTeams(base: DesiredState, head: DesiredState): ReadonlyMap<string, string> {
  const names = pairs(base.teams, head.teams).flatMap(({ base: old, head: now }): readonly [string, string][] =>
    old === undefined || now === undefined || old.name === now.name ? [] : [[old.name, now.name]],
  );
  return new Map(names);
}

/** The state with other names for some teams, so that a name means the same team in both revisions. */
export function withTeamNames(desired: DesiredState, names: ReadonlyMap<string, string>): DesiredState {
  if (names.size === 0) return desired;
  const now = (name: string) => names.get(name) ?? name;
  return {
    ...desired,
    teams: desired.teams.map((team) => ({ ...team, name: now(team.name) })),
    topics: desired.topics.map((topic) => ({
      ...topic,
      team: now(topic.team),
      ...(topic.allow && { allow: topic.allow.map(now).sort() }),
    })),
    subscriptions: desired.subscriptions.map((subscription) => ({
      ...subscription,
      team: now(subscription.team),
      feeds: subscription.feeds.map((feed) => ({ ...feed, owner: now(feed.owner) })),
    })),
  };
}
