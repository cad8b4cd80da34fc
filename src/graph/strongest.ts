import type { FlowEdge, LeftOut, TeamNode } from "./graph.ts";

export interface Strongest {
  readonly nodes: readonly TeamNode[];
  readonly edges: readonly FlowEdge[];
  readonly leftOut: Pick<LeftOut, "teams" | "edges" | "subscriptions">;
}

/**
 * At most `max` teams and `max` lines: the teams with most subscriptions; of the lines first the strongest of each team,
 * so that no team looks lonely that is not, then the strongest of all. Both keep their order.
 * @param focus id of the team that is shown in any case
 */
export function strongest(
  teams: readonly TeamNode[],
  flows: readonly FlowEdge[],
  max: number,
  focus: string | undefined,
): Strongest {
  const weights = new Map<string, number>();
  for (const { from, to, subscriptions } of flows)
    for (const team of new Set([from, to])) weights.set(team, (weights.get(team) ?? 0) + subscriptions);
  if (focus !== undefined) weights.set(focus, Number.POSITIVE_INFINITY);
  const nodes = heaviest(teams, (team) => weights.get(team.id) ?? 0, max);
  const shown = new Set(nodes.map((team) => team.id));
  const edges = linesOf(
    flows.filter((flow) => shown.has(flow.from) && shown.has(flow.to)),
    max,
  );
  return {
    nodes,
    edges,
    leftOut: {
      teams: teams.length - nodes.length,
      edges: flows.length - edges.length,
      subscriptions: sum(flows) - sum(edges),
    },
  };
}

function linesOf(flows: readonly FlowEdge[], max: number): readonly FlowEdge[] {
  const strongestFirst = heaviest(flows, weightOf, flows.length, false);
  const seen = new Set<string>();
  const first = new Set(
    strongestFirst.filter(({ from, to }) => {
      const isNews = !seen.has(from) || !seen.has(to);
      seen.add(from).add(to);
      return isNews;
    }),
  );
  return heaviest(flows, (flow) => weightOf(flow) + (first.has(flow) ? 1e9 : 0), max);
}

function weightOf(flow: FlowEdge): number {
  return flow.subscriptions;
}

/** The `max` heaviest, of equal ones the first; in their own order, or heaviest first. */
function heaviest<Element>(
  elements: readonly Element[],
  weight: (element: Element) => number,
  max: number,
  inOwnOrder = true,
): readonly Element[] {
  const sorted = [...elements].sort((a, b) => weight(b) - weight(a)).slice(0, max);
  if (!inOwnOrder) return sorted;
  const kept = new Set(sorted);
  return elements.filter((element) => kept.has(element));
}

function sum(flows: readonly FlowEdge[]): number {
  return flows.reduce((total, flow) => total + flow.subscriptions, 0);
}
