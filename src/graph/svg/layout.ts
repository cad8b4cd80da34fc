import elk, { type ElkNode } from "elkjs/lib/elk.bundled.js";
import { groupBy } from "../../group-by.ts";
import type { Card } from "./card.ts";
import { elkEdge, elkNode, type PlacedEdge } from "./elk-graph.ts";
import type { Line, Point } from "./line.ts";

/** Where everything is, in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly (Card & Point)[];
  readonly lines: readonly Course[];
}

export interface Course extends Line {
  /** From start to end, with right angles in between. */
  readonly points: readonly Point[];
  /** Upper left corner of the label. */
  readonly labelAt?: Point;
}

/** Options of the Eclipse Layout Kernel (eclipse.dev/elk/reference): layers from left to right, lines with right angles. */
const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.aspectRatio": "1.6",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.spacing.nodeNode": "18",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "8",
  "elk.spacing.componentComponent": "36",
  "elk.layered.spacing.nodeNodeBetweenLayers": "60",
  "elk.layered.spacing.edgeNodeBetweenLayers": "18",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "8",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.randomSeed": "1",
};

/** The same for the same input on every machine. */
export async function layOut(cards: readonly Card[], lines: readonly Line[]): Promise<Layout> {
  const linesInto = groupBy(lines.keys(), (index) => lines[index]?.edge.to ?? "");
  const all: ElkNode = {
    id: "all",
    layoutOptions: OPTIONS,
    children: cards.map((card, index) => elkNode(card, `node${index}`, (id) => linesInto.get(id) ?? [])),
    edges: lines.map(elkEdge),
  };
  const { width = 0, height = 0, children = [], edges = [] }: ElkNode = await new elk.default().layout(all);
  return {
    width,
    height,
    cards: cards.map((card, index) => ({ ...card, x: children[index]?.x ?? 0, y: children[index]?.y ?? 0 })),
    lines: lines.map((line, index) => ({ ...line, ...courseOf(edges[index]) })),
  };
}

function courseOf(edge: PlacedEdge | undefined): Pick<Course, "points" | "labelAt"> {
  const points = (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const label = edge?.labels?.[0];
  return { points, ...(label && { labelAt: { x: label.x ?? 0, y: label.y ?? 0 } }) };
}
