import { fc } from "../fast-check.ts";
import { randomTopology, type SubscriptionValue, type TopologyValue } from "../random-topology.ts";

const TEAMS = { least: 4, most: 6 };
const EVENTS = 4;
const SUBSCRIPTIONS = { aTeam: 2, least: 5, most: 8 };
const CANDIDATES = 400;

/**
 * Random topologies of one seed that come up in seconds and have something to ask about: a few teams, some with several
 * events, queues of other teams' events. Options are left out: who may do what does not depend on them.
 */
export function liveTopologies(seed: number): readonly TopologyValue[] {
  return fc
    .sample(randomTopology(TEAMS.most), { seed, numRuns: CANDIDATES })
    .map(bare)
    .filter((topology) => {
      const teams = Object.values(topology.teams);
      const events = teams.flatMap((team) => Object.keys(team.events ?? {}));
      const subscriptions = teams.flatMap((team) => team.subscriptions ?? []);
      return (
        teams.length >= TEAMS.least &&
        events.length >= EVENTS &&
        teams.some((team) => Object.keys(team.events ?? {}).length > 1) &&
        subscriptions.length >= SUBSCRIPTIONS.least &&
        subscriptions.length <= SUBSCRIPTIONS.most &&
        subscriptions.some((subscription) => typeof subscription !== "string" && subscription.events !== undefined) &&
        teams.some(({ events: own = {}, subscriptions: read = [] }) =>
          read.flatMap(eventsOf).some((event) => !(event in own)),
        )
      );
    });
}

function eventsOf(subscription: string | SubscriptionValue): readonly string[] {
  if (typeof subscription === "string") return [subscription];
  return subscription.events ?? [subscription.event ?? ""];
}

function bare({ version, organization, teams }: TopologyValue): TopologyValue {
  const members = Object.entries(teams).map(([name, { events = {}, subscriptions = [] }]) => [
    name,
    {
      events: Object.fromEntries(Object.keys(events).map((event) => [event, {}])),
      subscriptions: subscriptions
        .slice(0, SUBSCRIPTIONS.aTeam)
        .map((one) =>
          typeof one !== "string" && one.queue !== undefined
            ? { queue: one.queue, events: eventsOf(one) }
            : (eventsOf(one)[0] ?? ""),
        ),
    },
  ]);
  return { version, organization, teams: Object.fromEntries(members) };
}
