import type { Span } from "../../diagnostic.ts";
import type { Rule } from "./rule.ts";

/** A queue's name is unique in its team, and an event feeds a queue once. */
export const duplicateSubscription: Rule = {
  code: "duplicate-subscription",
  check(topology) {
    return topology.teams.flatMap((team) => [
      ...repeated(team.subscriptions.map(({ queue, span }) => ({ name: queue, span }))).map(
        ({ name, span, first }) => ({
          code: this.code,
          severity: "error" as const,
          message: `${team.name} has the queue ${name} twice; remove one, or give it a name of its own by "queue:" if two services need their own copies`,
          span,
          related: [{ message: "the first one is here", span: first }],
        }),
      ),
      ...team.subscriptions
        .filter((subscription) => subscription.events.length > 1)
        .flatMap((subscription) =>
          repeated(subscription.events.map(({ event, span }) => ({ name: event, span }))).map(
            ({ name, span, first }) => ({
              code: this.code,
              severity: "error" as const,
              message: `the event ${name} feeds the queue ${team.name}/${subscription.queue} twice; remove one`,
              span,
              related: [{ message: "the first one is here", span: first }],
            }),
          ),
        ),
    ]);
  },
};

interface Named {
  readonly name: string;
  readonly span: Span;
}

function repeated(all: readonly Named[]): readonly (Named & { readonly first: Span })[] {
  const seen = new Map<string, Span>();
  return all.flatMap(({ name, span }) => {
    const first = seen.get(name);
    if (first === undefined) seen.set(name, span);
    return first === undefined ? [] : [{ name, span, first }];
  });
}
