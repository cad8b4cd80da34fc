import type { Span } from "../diagnostic.ts";

/**
 * Where a topology runs: `stacks/Pulumi.<stack>.yaml`, decoded. `Place` is the backend's own part
 * (project, account, region), already checked against the backend's `placeSchema`.
 */
export interface StackSettings<Place = unknown> {
  /** Name of the stack, or of the file for messages. */
  readonly stack: string;
  readonly backend: string;
  /** Path of the topology file, relative to the project folder. */
  readonly topology: string;
  /** Protect what can hold messages against deletion. True unless the stack says otherwise. */
  readonly protect: boolean;
  /** Labels (tags on AWS) put on every resource that can carry them, beside ours. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where everything stands that is no team's own, and every team that says nothing else. */
  readonly place: Place;
  /** Where a team's topics and queues stand. */
  readonly placeOf: (team: string) => Place;
  /** By team name; a team that is missing here has no principals in this stack. */
  readonly principals: Readonly<Record<string, TeamPrincipals>>;
  /** The place in the stack file of a key, given as a path below the config section; the nearest parent when the key is absent. */
  readonly spanOf: (path: readonly string[]) => Span;
}

/** The identities a team's services run under, as the cloud spells them. */
export interface TeamPrincipals {
  /** May publish the events the team owns. */
  readonly publishers: readonly string[];
  /** May consume the team's queues and their dead-letter queues. */
  readonly consumers: readonly string[];
}
