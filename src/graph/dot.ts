import { printable } from "../report/printable.ts";
import type { Edge, Graph } from "./graph.ts";
import { type NameOf, nodeNames } from "./node-names.ts";
import { holdings, type TeamGroup, teamsOf } from "./teams.ts";
import { caption, flowLabel, legend, notes } from "./words.ts";

/** A digraph for Graphviz (`topology graph --format dot | dot -Tpng`) and what else reads DOT. */
export function dot(graph: Graph): string {
  const name = nodeNames(graph);
  const said = notes(graph);
  const title = [caption(graph), ...said, ...(said.length > 0 ? legend(graph) : [])];
  const lines = [
    "digraph topology {",
    `  graph [rankdir=LR, ranksep=1.2, fontname="Helvetica", labelloc=t, labeljust=l, label=${label(...title)}]`,
    '  node [fontname="Helvetica", fontsize=11, style=filled, fillcolor=white]',
    '  edge [fontname="Helvetica", fontsize=9, color="#4b5563"]',
    ...teamsOf(graph).flatMap((team) => (graph.detail === "queues" ? cluster(team, name) : teamNode(team, name))),
    ...graph.edges.flatMap((edge) => arrow(edge, name)),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function cluster(team: TeamGroup, name: NameOf): readonly string[] {
  const { node, events, queues } = team;
  if (events.length + queues.length === 0) return teamNode(team, name);
  return [
    `  subgraph cluster_${name(node.id)} {`,
    `    graph [label=${label(node.team)}, style="rounded,filled", color="#9ca3af", fillcolor="#f3f4f6"]`,
    ...events.map((event) => `    ${name(event.id)} [shape=hexagon, fillcolor="#dbeafe", label=${label(event.name)}]`),
    ...queues.map((queue) => `    ${name(queue.id)} [shape=cylinder, fillcolor="#dcfce7", label=${label(queue.name)}]`),
    "  }",
  ];
}

function teamNode({ node }: TeamGroup, name: NameOf): readonly string[] {
  return [`  ${name(node.id)} [shape=box, label=${label(node.team, ...holdings(node))}]`];
}

function arrow(edge: Edge, name: NameOf): readonly string[] {
  if (edge.kind === "feeds") return [`  ${name(edge.from)} -> ${name(edge.to)}${edge.filter ? " [style=dashed]" : ""}`];
  if (edge.kind !== "flows") return [];
  const said = flowLabel(edge);
  return [`  ${name(edge.from)} -> ${name(edge.to)}${said && ` [label=${label(said)}]`}`];
}

/**
 * A quoted string of these lines. Graphviz reads HTML entities and backslash escapes in labels
 * (graphviz.org, "DOT Language" and "escString"), so both are written in a way that gives the sign itself.
 */
function label(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printable(line).replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return `"${escaped.join("\\n")}"`;
}
