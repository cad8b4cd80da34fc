import assert from "node:assert/strict";
import { test } from "node:test";
import type { DesiredState } from "../desired-state/desired-state.ts";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
import { randomTopology } from "../test-support/random-topology.ts";
import type { FlowEdge, Graph } from "./graph.ts";
import { graphOf, READABLE } from "./graph-of.ts";
import type { Selection } from "./selection.ts";
import { company } from "./test-support/company.ts";
import { notes } from "./words.ts";

/** crm → marketing → (analytics, crm) and marketing → partners → archive: a circle and a path of three steps. */
const STORY = `
version: 1
organization: ar
teams:
  crm: { events: { CREATED: {}, UPDATED: {}, UNREAD: {} }, subscriptions: [SENT] }
  marketing:
    events: { SENT: {} }
    subscriptions: [CREATED, { queue: all, events: [CREATED, UPDATED], filter: { tier: gold } }]
  analytics: { subscriptions: [SENT] }
  partners: { events: { SHARED: {} }, subscriptions: [SENT] }
  archive: { subscriptions: [SHARED] }
  newcomer: {}
`;

const story = async () => (await compiled(STORY)).desired;

function ids({ nodes }: Graph): readonly string[] {
  return nodes.map((node) => node.id);
}

function lines({ edges }: Graph): readonly string[] {
  return edges
    .filter((edge) => edge.kind === "feeds" || edge.kind === "flows")
    .map((edge) => `${edge.from} → ${edge.to}`);
}

test("all: everything, by team, with edges from team to event to queue to team", async () => {
  const graph = graphOf(await story(), { of: "all" });
  assert.deepEqual(ids(graph).slice(0, 10), [
    "team:analytics",
    "subscription:analytics/SENT",
    "team:archive",
    "subscription:archive/SHARED",
    "team:crm",
    "topic:CREATED",
    "topic:UNREAD",
    "topic:UPDATED",
    "subscription:crm/SENT",
    "team:marketing",
  ]);
  assert.ok(ids(graph).includes("team:newcomer"));
  assert.deepEqual(
    graph.edges.filter(({ from, to }) => from === "subscription:marketing/all" || to === "subscription:marketing/all"),
    [
      { kind: "feeds", from: "topic:CREATED", to: "subscription:marketing/all", filter: { tier: ["gold"] } },
      { kind: "feeds", from: "topic:UPDATED", to: "subscription:marketing/all", filter: { tier: ["gold"] } },
      { kind: "consumes", from: "subscription:marketing/all", to: "team:marketing" },
    ],
  );
  assert.deepEqual(graph.edges[0], { kind: "publishes", from: "team:crm", to: "topic:CREATED" });
  assert.deepEqual(notes(graph), []);
});

test("a team: what it publishes and reads, with whom, and nothing of what these do with others", async () => {
  const graph = graphOf(await story(), { of: "team", team: "crm" });
  assert.deepEqual(ids(graph), [
    "team:crm",
    "topic:CREATED",
    "topic:UNREAD",
    "topic:UPDATED",
    "subscription:crm/SENT",
    "team:marketing",
    "topic:SENT",
    "subscription:marketing/CREATED",
    "subscription:marketing/all",
  ]);
  assert.deepEqual(graph.selected, { teams: 2, events: 4, queues: 3 });
  assert.deepEqual(graph.topology, { teams: 6, events: 5, queues: 6 });
  assert.deepEqual(ids(graphOf(await story(), { of: "team", team: "newcomer" })), ["team:newcomer"]);
});

test("an event: its path, one step or more, through a circle, with what lies behind", async () => {
  const path = async (depth: number) => graphOf(await story(), { of: "event", event: "CREATED", depth });
  assert.deepEqual(lines(await path(1)), [
    "topic:CREATED → subscription:marketing/CREATED",
    "topic:CREATED → subscription:marketing/all",
  ]);
  assert.equal((await path(1)).leftOut.pathGoesOn, 1);
  assert.equal((await path(1)).leftOut.alsoFed, 1);
  assert.match(
    notes(await path(1)).join(" "),
    /the last teams publish 1 more event .* Events not drawn feed 1 of these/,
  );
  // SENT goes to crm, which publishes UPDATED, and to partners, which publish SHARED. Nobody reads UNREAD.
  assert.deepEqual(lines(await path(2)), [
    "topic:SENT → subscription:analytics/SENT",
    "topic:SENT → subscription:crm/SENT",
    "topic:CREATED → subscription:marketing/CREATED",
    "topic:CREATED → subscription:marketing/all",
    "topic:SENT → subscription:partners/SENT",
  ]);
  assert.equal((await path(2)).leftOut.pathGoesOn, 2);
  const whole = await path(3);
  assert.equal(whole.leftOut.pathGoesOn, 0);
  assert.deepEqual(notes(whole), []);
  assert.ok(!ids(whole).includes("topic:UNREAD"));
  assert.deepEqual(ids(await path(99)), ids(whole));
});

test("teams: events and queues are counted, on nodes and edges", async () => {
  const graph = graphOf(await story(), { of: "all" }, { detail: "teams" });
  assert.deepEqual(graph.nodes[2], { kind: "team", id: "team:crm", team: "crm", events: 3, readers: 1, queues: 1 });
  assert.deepEqual(graph.edges[0], {
    kind: "flows",
    from: "team:crm",
    to: "team:marketing",
    events: 2,
    subscriptions: 3,
  });
  assert.equal(graph.edges.length, 5);
  assert.deepEqual(notes(graph), ["Counted, not drawn: 5 events and 6 queues; each team is one box."]);
});

test("teams become single nodes when there are too many lines to follow", async () => {
  const state = await story();
  assert.equal(graphOf(state, { of: "all" }, { max: 7 }).detail, "queues");
  assert.equal(graphOf(state, { of: "all" }, { max: 6 }).detail, "teams");
  assert.equal(graphOf(state, { of: "all" }, { max: 6, detail: "queues" }).detail, "queues");
});

test("of too many lines the strongest stay, of each team at least one while there is room", async () => {
  const graph = graphOf(await story(), { of: "all" }, { max: 3 });
  assert.equal(graph.nodes.length, 3);
  assert.ok(ids(graph).includes("team:marketing"));
  assert.deepEqual(graph.leftOut, { teams: 3, edges: 2, subscriptions: 2, pathGoesOn: 0, alsoFed: 0 });
  assert.deepEqual(notes(graph).slice(1), [
    "Left out: 3 of 6 teams, those with the fewest subscriptions.",
    "Left out: 2 of 5 lines between teams, the thinnest; they stand for 2 subscriptions.",
  ]);
  const { leftOut, nodes } = graphOf(await story(), { of: "team", team: "analytics" }, { max: 1, detail: "teams" });
  assert.deepEqual([nodes.map(({ team }) => team), leftOut.teams], [["analytics"], 1]);
});

test("200 teams: all are there, each with a line; 1,000 teams: capped", async () => {
  const large = graphOf((await compiled(company(200))).desired, { of: "all" });
  assert.equal(large.nodes.length, 200);
  assert.equal(large.edges.length, READABLE.teams);
  const ends = new Set(large.edges.flatMap(({ from, to }) => [from, to]));
  const lonely = large.nodes.filter((node) => node.kind === "team" && node.readers > 0 && !ends.has(node.id));
  assert.deepEqual(lonely, []);
  const larger = graphOf((await compiled(company(1000))).desired, { of: "all" });
  assert.deepEqual([larger.nodes.length, larger.leftOut.teams], [200, 800]);
});

const selections = ({ teams, topics }: DesiredState): readonly Selection[] => [
  { of: "all" },
  ...teams.map((team): Selection => ({ of: "team", team: team.name })),
  ...topics.flatMap(({ event }) => [1, 2, 9].map((depth): Selection => ({ of: "event", event, depth }))),
];

test("property: edges end at nodes, nothing is there twice, and what is drawn and left out add up", async () => {
  const limits = fc.record({
    max: fc.integer({ min: 1, max: 12 }),
    detail: fc.constantFrom("queues", "teams", undefined),
  });
  await fc.assert(
    fc.asyncProperty(randomTopology(6), limits, async (topology, { max, detail }) => {
      const { desired } = await compiled(topology);
      for (const selection of selections(desired)) {
        const graph = graphOf(desired, selection, { max, ...(detail && { detail }) });
        const known = new Set(ids(graph));
        assert.equal(known.size, graph.nodes.length);
        for (const { from, to } of graph.edges) assert.ok(known.has(from) && known.has(to), `${from} → ${to}`);
        assert.equal(new Set(lines(graph)).size, lines(graph).length);
        addsUp(graph, graphOf(desired, selection, { detail: "queues" }), max);
      }
    }),
    { numRuns: 60 },
  );
});

function addsUp(graph: Graph, whole: Graph, max: number): void {
  assert.deepEqual(graph.selected, whole.selected);
  assert.equal(lines(whole).length, whole.edges.filter((edge) => edge.kind === "feeds").length);
  if (graph.detail === "queues") {
    assert.deepEqual(graph.nodes, whole.nodes);
    return;
  }
  const flows = graph.edges.filter((edge): edge is FlowEdge => edge.kind === "flows");
  assert.ok(flows.length <= max && graph.nodes.length <= max);
  assert.equal(graph.nodes.length + graph.leftOut.teams, graph.selected.teams);
  const drawn = flows.reduce((sum, { subscriptions }) => sum + subscriptions, 0);
  assert.equal(drawn + graph.leftOut.subscriptions, lines(whole).length);
}
