import type { Span } from "../diagnostic.ts";
import type { Adoption } from "./adoption.ts";
import type { Existing } from "./existing.ts";

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
  /** `team` when the topology runs as one stack for each team; absent when it runs as one. */
  readonly sharding?: "team";
  /** Labels (tags on AWS) put on every resource that can carry them, beside ours. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where everything stands that is no team's own, and every team that says nothing else. */
  readonly place: Place;
  /** Where a team's topics and queues stand. */
  readonly placeOf: (team: string) => Place;
  /** By team name; a team that is missing here has no principals in this stack. */
  readonly principals: Readonly<Record<string, TeamPrincipals>>;
  /** What exists already and is referred to without being managed. */
  readonly existing?: Existing;
  /** Path of the mapping of what is adopted, from the project folder. */
  readonly adopt?: string;
  /** What that mapping says (`withAdoption`). */
  readonly adopted?: Adoption;
  /** Path of the module with the user's transforms, from the project folder. It is loaded at the edge. */
  readonly transforms?: string;
  /** Limits that the vendor has raised for this stack's accounts or projects, by the key of the quota. */
  readonly quotas?: Readonly<Record<string, number>>;
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
