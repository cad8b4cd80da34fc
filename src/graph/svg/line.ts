import type { FeedEdge, FlowEdge } from "../graph.ts";
import type { Label } from "./label.ts";

/** A drawn edge: from the right side of an event's row or team's box to the left side of a queue's row or team's box. */
export interface Line {
  readonly edge: FeedEdge | FlowEdge;
  readonly label?: Label;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
