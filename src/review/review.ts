import type { Change } from "./change.ts";
import type { Picture } from "./picture.ts";

/**
 * What a change of the topology does, from two revisions of it: plain, sorted data with a documented, versioned shape
 * (`schemas/review.schema.json`). Texts hold names as they are written; each format makes them safe for itself.
 */
export interface Review {
  readonly version: 1;
  readonly base: ReviewedSide;
  readonly head: ReviewedSide;
  /** Dangerous first, then by team, id and kind. */
  readonly changes: readonly Change[];
  /** Who feels the changes that are not safe, nearest first. */
  readonly affected: readonly AffectedTeam[];
  /** What happens in the cloud, for each stack that was asked for. */
  readonly stacks: readonly StackChange[];
  /** The changed part of the topology, as far as a picture of it can be read. */
  readonly picture: Picture;
}

export interface ReviewedSide {
  /** How the user called it: a git ref, a file, or a folder. */
  readonly label: string;
  /** False when there is no topology file at all, so that everything counts as added (or removed). */
  readonly present: boolean;
  /** False when it has errors, so that only what could be read is compared. */
  readonly complete: boolean;
  /** False when nothing of it could be read, so that nothing is compared. */
  readonly readable: boolean;
  /** The errors that keep it from being complete, as `file:line:column message`. */
  readonly problems: readonly string[];
}

/** Blast radius: a team that feels a change which is not safe. */
export interface AffectedTeam {
  readonly team: string;
  /** 1: the very thing that changes is the team's own, or the team consumes it; 2: consumes what a team at depth 1 publishes; and so on. */
  readonly depth: number;
  /** Events by which the effect arrives, sorted; empty where the team's own queues, identities or place change. */
  readonly through: readonly string[];
  /**
   * One of the shortest ways, as ids: first the change, then by turns a team and an event that it publishes, last the team
   * itself. `subscription:marketing/CUSTOMER_CREATED`, `team:marketing`, `topic:EMAIL_SENT`, `team:data-analysis`.
   */
  readonly path: readonly string[];
}

/** The cloud resources that differ on one stack. */
export interface StackChange {
  readonly stack: string;
  readonly backend: string;
  /** False when the resources could not be compared; then `resources` is empty and `problems` says why. */
  readonly compared: boolean;
  /** What stands in the way of deploying to it, one sentence each; `topology validate --stack` tells all. */
  readonly problems: readonly string[];
  /** Sorted by action (replace, delete, update, create), then id. */
  readonly resources: readonly ResourceChange[];
}

export type ResourceAction = "create" | "update" | "replace" | "delete";

export interface ResourceChange {
  readonly action: ResourceAction;
  readonly id: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Name in the cloud, of the head or of what has gone. */
  readonly name: string;
  readonly team: string;
  readonly holdsMessages: boolean;
  /** True when the deploy refuses to do this, and so does nothing at all: messages would be lost. */
  readonly refused: boolean;
  /** Properties that differ, by the names of the Pulumi SDK, sorted; empty for created and deleted ones. */
  readonly properties: readonly string[];
  /** Why it happens in this way, as one sentence. */
  readonly reason: string;
}
