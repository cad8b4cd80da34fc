import type { Filter } from "../desired-state/desired-state.ts";
import type { Selection } from "./selection.ts";

/** What a picture shows, before anything is said of how it looks. Plain data; every format prints the same graph. */
export interface Graph {
  readonly organization: string;
  readonly selection: Selection;
  /** `queues`: every event and queue is a node. `teams`: a team is one node and its events and queues are counted. */
  readonly detail: Detail;
  /** By team; in a team its node first, then its events, then its queues, each sorted by name. */
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** What the whole topology holds. */
  readonly topology: Counts;
  /** What the selection holds, drawn or not. */
  readonly selected: Counts;
  readonly leftOut: LeftOut;
}

export type Detail = "queues" | "teams";

export interface Counts {
  readonly teams: number;
  readonly events: number;
  readonly queues: number;
}

/** What of the selection the picture does not show. All are 0 when it shows everything. */
export interface LeftOut {
  readonly teams: number;
  /** Edges between teams. */
  readonly edges: number;
  /** The subscriptions that those edges stand for. */
  readonly subscriptions: number;
  /** Events by which an event's path goes on behind the last teams shown. */
  readonly pathGoesOn: number;
  /** Queues shown that are fed by events not shown, too. */
  readonly alsoFed: number;
}

export type Node = TeamNode | EventNode | QueueNode;

/** `events` and `queues` count what the selection holds of this team, `readers` the teams that those events go to. */
export interface TeamNode {
  readonly kind: "team";
  readonly id: string;
  readonly team: string;
  readonly contact?: string;
  readonly events: number;
  readonly readers: number;
  readonly queues: number;
}

export interface EventNode {
  readonly kind: "event";
  readonly id: string;
  /** The owner: the only team that publishes it. */
  readonly team: string;
  readonly name: string;
  readonly description?: string;
}

export interface QueueNode {
  readonly kind: "queue";
  readonly id: string;
  /** The only team that consumes it. */
  readonly team: string;
  readonly name: string;
}

export type Edge = PublishEdge | FeedEdge | ConsumeEdge | FlowEdge;

/** From a team to an event it owns. */
export interface PublishEdge {
  readonly kind: "publishes";
  readonly from: string;
  readonly to: string;
}

/** From an event to a queue. */
export interface FeedEdge {
  readonly kind: "feeds";
  readonly from: string;
  readonly to: string;
  readonly filter?: Filter;
}

/** From a queue to the team that reads it. */
export interface ConsumeEdge {
  readonly kind: "consumes";
  readonly from: string;
  readonly to: string;
}

/** From a team to one that subscribes to some of its events: how many of them, and by how many subscriptions (event into queue). */
export interface FlowEdge {
  readonly kind: "flows";
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly subscriptions: number;
}
