import type { Rule } from "./rule.ts";

/** Only who consumes an event has something to agree to. A warning, since the team may have gone by an edit of its own. */
export const acceptanceByNonConsumer: Rule = {
  code: "acceptance-by-non-consumer",
  check(topology, catalogue) {
    const accepting = topology.teams.flatMap((team) => team.events).filter((event) => event.accepted !== undefined);
    if (accepting.length === 0) return [];
    const consumed = new Set(
      topology.teams.flatMap((team) =>
        team.subscriptions.flatMap(({ events }) => events.map(({ event }) => `${team.name}/${event}`)),
      ),
    );
    return accepting.flatMap((event) =>
      (event.accepted?.by ?? [])
        .filter(({ name }) => catalogue.teams.has(name) && !consumed.has(`${name}/${event.name}`))
        .map(({ name, span }) => ({
          code: this.code,
          severity: "warning" as const,
          message: `${name} does not subscribe to ${event.name}, so it has nothing to agree to; remove it`,
          span,
        })),
    );
  },
};
