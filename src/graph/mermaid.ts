import { printable } from "../report/printable.ts";
import type { Edge, Graph } from "./graph.ts";
import { type NameOf, nodeNames } from "./node-names.ts";
import { holdings, type TeamGroup, teamsOf } from "./teams.ts";
import { caption, flowLabel, legend, notes } from "./words.ts";

/** More than Mermaid draws unless its host is configured otherwise (mermaid.js.org, Config Schema: maxTextSize, maxEdges). */
export const MERMAID_LIMITS = { characters: 50_000, edges: 500 } as const;

/** Colours that read on GitHub's light and dark pages alike: each has its own text colour. */
const CLASSES = [
  "classDef event fill:#dbeafe,stroke:#2563eb,color:#111827",
  "classDef queue fill:#dcfce7,stroke:#15803d,color:#111827",
  "classDef team fill:#f3f4f6,stroke:#6b7280,color:#111827",
  "classDef note fill:#fef9c3,stroke:#ca8a04,color:#111827",
];

/**
 * A flowchart for GitHub, GitLab and everything else that draws Mermaid. A team has two boxes, for what it publishes and
 * what it reads, since Mermaid would draw lines right across a box that has them on both sides.
 */
export function mermaid(graph: Graph): string {
  const name = nodeNames(graph);
  const through = crossings(graph, name);
  const lines = [
    `%% ${text(caption(graph))}`,
    "flowchart LR",
    ...teamsOf(graph).flatMap((team) =>
      graph.detail === "queues" ? teamBoxes(team, name) : teamNode(team, name, holdings(team.node)),
    ),
    ...graph.edges.flatMap((edge) => arrow(edge, name)),
    ...through,
    ...noteNode(graph, through.length > 0 ? ["Thick: through a team, from what it reads to what it publishes."] : []),
    ...CLASSES.map((line) => `  ${line}`),
  ];
  return `${lines.join("\n")}\n`;
}

function teamBoxes(team: TeamGroup, name: NameOf): readonly string[] {
  const { node, events, queues } = team;
  if (events.length + queues.length === 0) return teamNode(team, name, []);
  const box = (id: string, does: string, inside: readonly string[]) =>
    inside.length === 0 ? [] : [`  subgraph ${id}["${text(node.team)} ${does}"]`, ...inside, "  end"];
  return [
    ...box(
      `${name(node.id)}p`,
      "publishes",
      events.map((event) => `    ${name(event.id)}{{"${text(event.name)}"}}:::event`),
    ),
    ...box(
      `${name(node.id)}r`,
      "reads",
      queues.map((queue) => `    ${name(queue.id)}[("${text(queue.name)}")]:::queue`),
    ),
  ];
}

function teamNode({ node }: TeamGroup, name: NameOf, held: readonly string[]): readonly string[] {
  return [`  ${name(node.id)}["${[text(node.team), ...held].join("<br>")}"]:::team`];
}

/** Where an event's path goes through a team: from what it reads to what it publishes. Not back to where the path begins. */
function crossings(graph: Graph, name: NameOf): readonly string[] {
  const { selection, detail } = graph;
  if (selection.of !== "event" || detail === "teams") return [];
  return teamsOf(graph)
    .filter(({ events, queues }) => events.length > 0 && queues.length > 0)
    .filter(({ events }) => events.every((event) => event.name !== selection.event))
    .map(({ node }) => `  ${name(node.id)}r ==> ${name(node.id)}p`);
}

/** Who publishes and reads is said by the boxes. */
function arrow(edge: Edge, name: NameOf): readonly string[] {
  if (edge.kind === "feeds") return [`  ${name(edge.from)} ${edge.filter ? "-.->" : "-->"} ${name(edge.to)}`];
  if (edge.kind !== "flows") return [];
  const label = flowLabel(edge);
  return [`  ${name(edge.from)} -->${label && `|"${text(label)}"|`} ${name(edge.to)}`];
}

/** A picture that shows all it is of needs no explanation; one that does not says so in itself. */
function noteNode(graph: Graph, more: readonly string[]): readonly string[] {
  const said = notes(graph);
  if (said.length === 0) return [];
  const sentences = [caption(graph), ...said, ...legend(graph), ...more];
  return [`  note["${sentences.map(text).join("<br>")}"]:::note`];
}

/**
 * Text that Mermaid shows as it is: all but letters, digits and a few harmless signs is written as the entity of its
 * number (mermaid.js.org, Flowcharts: Entity codes to escape characters), so that nothing in a name is syntax.
 * A text of nothing at all would not parse.
 */
function text(value: string): string {
  const escaped = printable(value).replace(/[^\p{L}\p{M}\p{N} ._/,→-]/gu, (sign) => `#${sign.codePointAt(0)};`);
  return escaped === "" ? "#32;" : escaped;
}
