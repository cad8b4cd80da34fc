import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
import { randomTopology } from "../test-support/random-topology.ts";
import { approvals } from "./approvals.ts";

const HEAD = "version: 1\norganization: ar\n";
const BASE = `${HEAD}reviewers: "@ar/platform"
teams:
  crm: { reviewers: "@ar/crm", events: { A: { approval: required }, B: {} } }
  sales: { reviewers: ["@ar/sales", "@ar/backup"], events: { C: {} }, subscriptions: [B] }
  ops: { subscriptions: [A] }
`;

/** Who must approve a replacement of texts in the topology above, one line a reason. */
async function needed(...edits: readonly (readonly [from: string, to: string])[]): Promise<readonly string[]> {
  let text = BASE;
  for (const [from, to] of edits) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  const all = approvals((await compiled(BASE)).desired, (await compiled(text)).desired);
  return all.flatMap(({ team = "(whole)", reviewers, reasons }) =>
    reasons.map((reason) => {
      const why =
        reason.kind === "edited" ? reason.ids.join(" ") : `new subscriber ${reason.subscriber} of ${reason.event}`;
      return `${team} [${reviewers.join(" ")}]: ${why}`;
    }),
  );
}

test("nobody approves what changes nothing", async () => {
  assert.deepEqual(await needed(), []);
  assert.deepEqual(await needed(["teams:", "# a comment\nteams:"]), []);
});

test("a team approves what is edited of it", async () => {
  assert.deepEqual(await needed(["B: {}", "B: { description: b }"]), ["crm [@ar/crm]: topic:B"]);
  assert.deepEqual(await needed(["subscriptions: [B]", "subscriptions: [{ event: B, retention: 1d }]"]), [
    "sales [@ar/backup @ar/sales]: subscription:sales/B",
  ]);
});

test("the owner approves a new subscriber when the event asks for it, and only then", async () => {
  assert.deepEqual(await needed(["subscriptions: [B]", "subscriptions: [B, A]"]), [
    "crm [@ar/crm]: new subscriber sales of A",
    "sales [@ar/backup @ar/sales]: subscription:sales/A",
  ]);
  assert.deepEqual(await needed(["subscriptions: [A]", "subscriptions: [A, B]"]), ["ops []: subscription:ops/B"]);
  assert.deepEqual(
    await needed(["subscriptions: [A]", "subscriptions: [A, { queue: again, events: [A] }]"]),
    ["ops []: subscription:ops/again"],
    "ops has the event already",
  );
});

test("several queues of one new subscriber are one approval", async () => {
  const added = "subscriptions: [B, A, { queue: two, events: [A, B] }]";
  assert.deepEqual(await needed(["subscriptions: [B]", added]), [
    "crm [@ar/crm]: new subscriber sales of A",
    "sales [@ar/backup @ar/sales]: subscription:sales/A subscription:sales/two",
  ]);
});

test("to subscribe and to drop the question at once still needs the owner", async () => {
  const approved = await needed(
    ["subscriptions: [B]", "subscriptions: [B, A]"],
    ["A: { approval: required }", "A: {}"],
  );
  assert.deepEqual(approved, ["crm [@ar/crm]: topic:A", "sales [@ar/backup @ar/sales]: subscription:sales/A"]);
});

test("a change cannot choose who approves it", async () => {
  assert.deepEqual(await needed(['"@ar/crm"', '"@mallory"']), ["crm [@ar/crm]: team:crm"]);
  assert.deepEqual(await needed(['"@ar/platform"', '"@mallory"']), ["(whole) [@ar/platform]: organization"]);
  assert.deepEqual(await needed(['reviewers: "@ar/crm", ', ""]), ["crm [@ar/crm]: team:crm"]);
  assert.deepEqual(await needed(["ops: {", 'ops: { reviewers: "@ar/ops",']), ["ops [@ar/ops]: team:ops"]);
});

test("a team that is called otherwise from now on is approved by whom it had, and subscribes to nothing new", async () => {
  const approved = await needed(
    ["  sales: {", "  revenue: { formerly: sales,"],
    ['["@ar/sales", "@ar/backup"]', '["@mallory"]'],
  );
  assert.deepEqual(
    approved.map((line) => line.split(":")[0]),
    ["revenue [@ar/backup @ar/sales]", "sales [@ar/backup @ar/sales]"],
  );
});

test("an event that moves is approved by both owners, and not by its subscribers", async () => {
  assert.deepEqual(await needed([", B: {} }", " }"], ["C: {}", "C: {}, B: {}"]), [
    "crm [@ar/crm]: topic:B",
    "sales [@ar/backup @ar/sales]: topic:B",
  ]);
});

test("a team that comes or goes is approved by the reviewers of the whole, too", async () => {
  assert.deepEqual(await needed(["  ops: { subscriptions: [A] }\n", ""]), [
    "(whole) [@ar/platform]: team:ops",
    "ops []: subscription:ops/A team:ops",
  ]);
  assert.deepEqual(await needed(["  ops:", '  new: { reviewers: "@n", subscriptions: [C] }\n  ops:']), [
    "(whole) [@ar/platform]: team:new",
    "new [@n]: subscription:new/C team:new",
  ]);
});

test("defaults are approved by every team whose queues they change", async () => {
  const edit = ["teams:", "defaults: { subscription: { retention: 1d } }\nteams:"] as const;
  assert.deepEqual(await needed(edit), [
    "ops []: subscription:ops/A",
    "sales [@ar/backup @ar/sales]: subscription:sales/B",
  ]);
});

test("of any two topologies, every team of which something differs approves, and no other", async () => {
  await fc.assert(
    fc.asyncProperty(randomTopology(), randomTopology(), async (one, other) => {
      const [base, head] = [(await compiled(one)).desired, (await compiled(other)).desired];
      assert.deepEqual(approvals(base, base), []);
      const of = (desired: typeof base, team: string) =>
        JSON.stringify([
          desired.teams.filter(({ name }) => name === team),
          desired.topics.filter((topic) => topic.team === team),
          desired.subscriptions
            .filter((subscription) => subscription.team === team)
            .map(({ feeds, ...rest }) => [rest, feeds.map(({ event, filter }) => [event, filter])]),
        ]);
      const names = new Set([...base.teams, ...head.teams].map(({ name }) => name));
      const differing = [...names].filter((team) => of(base, team) !== of(head, team)).sort();
      assert.deepEqual(
        approvals(base, head).flatMap(({ team }) => team ?? []),
        differing,
      );
    }),
  );
});
