import { distinct } from "./compare-text.ts";
import { fedBy } from "./fed-by.ts";
import type { Side } from "./side.ts";

/** Event → the teams with a queue that it feeds, each once, sorted. */
export interface Consumers {
  of(event: string): readonly string[];
}

/** The consumers in any of these revisions: who had an event and who gets it are both reached by its change. */
export function consumersOf(...sides: readonly Side[]): Consumers {
  return {
    of: (event) => distinct(sides.flatMap((side) => (fedBy(side).get(event) ?? []).map(({ team }) => team))),
  };
}
