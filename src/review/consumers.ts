import type { DesiredState } from "../desired-state/desired-state.ts";
import { distinct } from "./compare-text.ts";
import { fedBy } from "./fed-by.ts";

/** Event → the teams with a queue that it feeds, each once, sorted. */
export interface Consumers {
  of(event: string): readonly string[];
}

/** The consumers in any of these states: who had an event and who gets it are both reached by its change. */
export function consumersOf(...states: readonly DesiredState[]): Consumers {
  return {
    of: (event) => distinct(states.flatMap((state) => (fedBy(state).get(event) ?? []).map(({ team }) => team))),
  };
}
