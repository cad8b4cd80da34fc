import type { Span } from "../diagnostic.ts";
import { lazily } from "../once.ts";
import type { Graph } from "../topology/graph.ts";
import type { Origins } from "./desired-state.ts";
import { id, queueInIds } from "./id.ts";

/**
 * The place of everything declared, by id. It is found by the names in the id when it is asked for; all places together
 * are made only for who asks for all.
 */
export function originsOf(graph: Graph): Origins {
  const find = finder(graph);
  const whole = lazily(() => allOrigins(graph));
  return {
    get: find,
    has: (key) => find(key) !== undefined,
    get size() {
      return whole().size;
    },
    forEach(each) {
      for (const [key, span] of whole()) each(span, key, this);
    },
    entries: () => whole().entries(),
    keys: () => whole().keys(),
    values: () => whole().values(),
    [Symbol.iterator]: () => whole()[Symbol.iterator](),
  };
}

function finder(graph: Graph): (key: string) => Span | undefined {
  const teams = lazily(() => new Map(graph.teams.map((team) => [team.key, team])));
  const events = lazily(() => new Map(graph.events.map((event) => [event.name, event])));
  const queueOf = (team: string, name: string) =>
    teams()
      .get(team)
      ?.queues.find(({ key }) => queueInIds(key) === name);
  return (key) => {
    const colon = key.indexOf(":");
    const [first = "", second = "", third = "", ...more] = key.slice(colon + 1).split("/");
    if (more.length > 0) return undefined;
    const depth = third === "" ? (second === "" ? 1 : 2) : 3;
    switch (`${key.slice(0, colon)} ${depth}`) {
      case "team 1":
        return teams().get(first)?.span;
      case "topic 1":
        return events().get(first)?.span;
      case "subscription 2":
      case "dead-letter-queue 2":
        return queueOf(first, second)?.span;
      case "feed 3":
        return queueOf(first, second)?.inputs.find(({ event }) => event.name === third)?.span;
      case "grant 3":
        if (second === "consume") return queueOf(first, third)?.span;
        return second === "publish" && events().get(third)?.team === teams().get(first)?.name
          ? events().get(third)?.span
          : undefined;
      default:
        return undefined;
    }
  };
}

function allOrigins({ teams, events, queues }: Graph): ReadonlyMap<string, Span> {
  const keys = new Map(teams.map((team) => [team.name, team.key]));
  return new Map<string, Span>([
    ...teams.map((team): [string, Span] => [id("team", team.key), team.span]),
    ...events.flatMap((event): [string, Span][] => [
      [id("topic", event.name), event.span],
      [id("grant", keys.get(event.team) ?? event.team, "publish", event.name), event.span],
    ]),
    ...queues.flatMap(({ key, span, inputs }): [string, Span][] => {
      const [team, queue] = [key.team, queueInIds(key)];
      return [
        [id("subscription", team, queue), span],
        [id("dead-letter-queue", team, queue), span],
        [id("grant", team, "consume", queue), span],
        ...inputs.map((input): [string, Span] => [id("feed", team, queue, input.event.name), input.span]),
      ];
    }),
  ]);
}
