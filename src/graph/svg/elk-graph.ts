import type { ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk.bundled.js";
import type { Card, Row } from "./card.ts";
import { LINE_GAP, SIZE } from "./card.ts";
import type { Line } from "./line.ts";

export type PlacedEdge = ElkExtendedEdge;

/**
 * A card as ELK wants it: lines leave an event or team through one port on the right, and each line into a queue or team
 * has a port of its own on the left. Lines that shared ports at both ends would be drawn as one net, in which nobody
 * could tell which event feeds which queue.
 */
export function elkNode(card: Card, id: string, linesInto: (id: string) => readonly number[]): ElkNode {
  const isWhole = card.rows.length === 0;
  return {
    id,
    width: card.width,
    height: card.height,
    ports: isWhole
      ? [outOf(card.id), ...linesInto(card.id).map(into)]
      : card.rows.flatMap((row) => portsOf(row, card.width, linesInto(row.id))),
    layoutOptions: {
      "elk.portConstraints": isWhole ? "FIXED_SIDE" : "FIXED_POS",
      "elk.spacing.portPort": `${LINE_GAP}`,
    },
  };
}

export function elkEdge({ edge, label }: Line, index: number): ElkExtendedEdge {
  return {
    id: `edge${index}`,
    sources: [`out:${edge.from}`],
    targets: [`in:${index}`],
    ...(label && {
      labels: [
        {
          text: label.shown,
          width: label.width + 6,
          height: SIZE.small + 4,
          layoutOptions: { "elk.edgeLabels.inline": "true", "elk.edgeLabels.placement": "CENTER" },
        },
      ],
    }),
  };
}

function portsOf({ id, kind, y, height }: Row, right: number, lines: readonly number[]): readonly ElkPort[] {
  const middle = y + height / 2;
  if (kind === "event") return [{ ...outOf(id), x: right, y: middle }];
  const first = middle - ((lines.length - 1) * LINE_GAP) / 2;
  return lines.map((line, index) => ({ ...into(line), x: 0, y: first + index * LINE_GAP }));
}

function outOf(id: string): ElkPort {
  return { id: `out:${id}`, width: 0, height: 0, layoutOptions: { "elk.port.side": "EAST" } };
}

function into(line: number): ElkPort {
  return { id: `in:${line}`, width: 0, height: 0, layoutOptions: { "elk.port.side": "WEST" } };
}
