import { conditionText } from "../../desired-state/filter.ts";
import { groupBy } from "../../group-by.ts";
import type { Edge, FeedEdge, FlowEdge, Graph } from "../graph.ts";
import { flowLabel } from "../words.ts";
import { cardsOf, SIZE } from "./card.ts";
import { drawCard, drawLine, drawLineLabel } from "./draw.ts";
import { headOf } from "./head.ts";
import { labelOf } from "./label.ts";
import { type Layout, layOut } from "./layout.ts";
import type { Line } from "./line.ts";
import { COLORS, STYLE } from "./style.ts";
import { xml } from "./xml.ts";

const MARGIN = 24;

/** A picture that stands alone: no script, no font or style from elsewhere; light or dark as the reader's system is. */
export async function svg(graph: Graph): Promise<string> {
  const body = await bodyOf(graph);
  // Who sees a large picture as a whole can still read what it is of.
  const scale = Math.min(3, Math.max(1, body.width / 1500));
  const head = headOf(graph, body.width / scale);
  const top = Math.ceil(MARGIN + head.height * scale);
  const width = Math.ceil(Math.max(body.width, head.width * scale) + 2 * MARGIN);
  const height = Math.ceil(top + body.height + MARGIN);
  const colorOf = colors(graph);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${xml(head.title.full)}</title><style>${STYLE}</style><rect class="page" width="${width}" height="${height}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN}) scale(${scale.toFixed(2)})">${head.drawn}</g>`,
    `<g transform="translate(${MARGIN} ${top})">`,
    ...body.lines.map((course) => drawLine(course, colorOf(course.edge.from), about(course.edge))),
    ...body.cards.map((card) => drawCard(card, colorOf(card.id))),
    ...body.lines.map(drawLineLabel).filter((label) => label !== ""),
    "</g></svg>",
    "",
  ].join("\n");
}

/** Where its cards and lines are. */
export function bodyOf(graph: Graph): Promise<Layout> {
  const lines = graph.edges.flatMap(lineOf);
  const into = groupBy(lines, (line) => line.edge.to);
  const cards = cardsOf(graph, (id) => into.get(id)?.length ?? 0);
  return layOut(cards, lines);
}

function lineOf(edge: Edge): readonly Line[] {
  if (edge.kind === "feeds") return [{ edge }];
  if (edge.kind !== "flows") return [];
  const label = flowLabel(edge);
  return [{ edge, ...(label !== "" && { label: labelOf(label, SIZE.small) }) }];
}

/** The number of a node's colour: that of its team. */
function colors({ nodes }: Graph): (id: string) => number {
  const teams = [...new Set(nodes.map((node) => node.team))];
  const numbers = new Map(teams.map((team, index) => [team, index % COLORS]));
  const numberOf = new Map(nodes.map((node) => [node.id, numbers.get(node.team) ?? 0]));
  return (id) => numberOf.get(id) ?? 0;
}

/** What a line stands for, told where the pointer rests on it. */
function about(edge: FeedEdge | FlowEdge): string {
  const ends = `${edge.from} → ${edge.to}`;
  if (edge.kind === "flows") return `${ends}: ${edge.events} events by ${edge.subscriptions} subscriptions`;
  const filter = Object.entries(edge.filter ?? {}).map(
    ([name, values]) =>
      `${name}: ${values.map((value) => (typeof value === "string" ? value : conditionText(value))).join(", ")}`,
  );
  return filter.length === 0 ? ends : `${ends}, only ${filter.join("; ")}`;
}
