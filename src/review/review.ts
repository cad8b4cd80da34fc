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
  /** Teams downstream of changes that are not safe, nearest first. */
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
  /** The errors that keep it from being complete, as `file:line:column message`. */
  readonly problems: readonly string[];
}

/** Blast radius: a team downstream of a change. */
export interface AffectedTeam {
  readonly team: string;
  /** 1: reached by a change itself; 2: consumes what a team at depth 1 publishes; and so on. */
  readonly depth: number;
  /** Events by which the effect arrives, sorted. */
  readonly through: readonly string[];
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
  /** Properties that differ, by the names of the Pulumi SDK, sorted; empty for created and deleted ones. */
  readonly properties: readonly string[];
  /** Why it happens in this way, as one sentence. */
  readonly reason: string;
}
