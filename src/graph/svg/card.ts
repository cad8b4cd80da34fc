import type { Graph } from "../graph.ts";
import { holdings, type TeamGroup, teamsOf } from "../teams.ts";
import { type Label, labelOf } from "./label.ts";

/** The box of one team: its name, and below it a row for each event and queue that is drawn. Pixels from the box's corner. */
export interface Card {
  /** The team's id. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly name: Label;
  /** What is counted instead of drawn. */
  readonly holds?: Label;
  readonly contact?: string;
  readonly rows: readonly Row[];
}

export interface Row {
  /** Id of the event or queue. */
  readonly id: string;
  readonly kind: "event" | "queue";
  readonly y: number;
  readonly height: number;
  readonly label: Label;
  readonly description?: string;
}

export const SIZE = { title: 16, name: 13, row: 12, words: 12, small: 11 } as const;
export const HEAD = 28;
const ROW = 22;
const PADDING = 12;
/** Room for the sign of an event or queue. */
export const SIGN = 18;
/** Between two lines that end at one row or box. */
export const LINE_GAP = 7;

/** @param linesInto how many lines end at an event, queue or team */
export function cardsOf(graph: Graph, linesInto: (id: string) => number): readonly Card[] {
  return teamsOf(graph).map((team) =>
    graph.detail === "queues" ? cardWithRows(team, linesInto) : cardWithCounts(team, linesInto),
  );
}

function cardWithRows({ node, events, queues }: TeamGroup, linesInto: (id: string) => number): Card {
  const name = labelOf(node.team, SIZE.name);
  let y = HEAD + 4;
  const rows = [...events, ...queues].map((element): Row => {
    const height = Math.max(ROW, (linesInto(element.id) + 1) * LINE_GAP);
    const row = {
      id: element.id,
      kind: element.kind,
      y,
      height,
      label: labelOf(element.name, SIZE.row),
      ...(element.kind === "event" && element.description !== undefined && { description: element.description }),
    };
    y += height;
    return row;
  });
  return {
    ...frame(node, Math.max(name.width, ...rows.map((row) => SIGN + row.label.width))),
    height: rows.length === 0 ? HEAD : y + 4,
    name,
    rows,
  };
}

function cardWithCounts({ node }: TeamGroup, linesInto: (id: string) => number): Card {
  const name = labelOf(node.team, SIZE.name);
  const holds = labelOf(holdings(node).join(", "), SIZE.small);
  return {
    ...frame(node, Math.max(name.width, holds.width)),
    height: Math.max(holds.shown === "" ? HEAD : HEAD + 18, (linesInto(node.id) + 1) * LINE_GAP),
    name,
    holds,
    rows: [],
  };
}

function frame({ id, contact }: TeamGroup["node"], content: number) {
  return { id, width: Math.ceil(content + 2 * PADDING), ...(contact !== undefined && { contact }) };
}
