import assert from "node:assert/strict";
import { test } from "node:test";
import type { Backend } from "../backend.ts";
import { sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";

const backend = gcpPubsub as Backend;

async function made(teams: string) {
  const input = await sceneOn(backend, { teams });
  assert.deepEqual(backend.check(input), []);
  return { resources: backend.resources(input), manifests: backend.manifests(input) };
}

/** What changes of the resources that stay, and what comes and goes. */
async function changes(before: string, after: string) {
  const [old, now] = [(await made(before)).resources, (await made(after)).resources];
  const byId = new Map(now.map((resource) => [resource.id, resource]));
  const changed = old.flatMap((resource) => {
    const { properties = {} } = byId.get(resource.id) ?? {};
    const keys = Object.keys({ ...resource.properties, ...properties }).filter(
      (key) => JSON.stringify(properties[key]) !== JSON.stringify(resource.properties[key]),
    );
    return byId.has(resource.id) && keys.length > 0 ? [`${resource.id}: ${keys}`] : [];
  });
  const gone = old.filter(({ id }) => !byId.has(id)).map(({ id }) => id);
  const come = now.filter(({ id }) => !old.some((resource) => resource.id === id)).map(({ id }) => id);
  return { changed, gone, come };
}

const owner = "crm: { events: { A: {}, B: {} } }\n";

test("a queue that is to go only gets labels", async () => {
  const found = await changes(
    `${owner}sales: { subscriptions: [A] }`,
    `${owner}sales: { subscriptions: [{ event: A, retired: drain }] }`,
  );
  assert.deepEqual(found, {
    changed: [
      "dead-letter-queue:sales/A: labels",
      "feed:sales/A/A: labels",
      "subscription:dead-letter-queue:sales/A: labels",
    ],
    gone: [],
    come: [],
  });
});

test("an event that is to leave a queue: its subscription alone is retired", async () => {
  const teams = (event: string) => `${owner}sales: { subscriptions: [{ queue: q, events: [A, ${event}] }] }`;
  const { changed, gone, come } = await changes(teams("B"), teams("{ event: B, retired: delete }"));
  assert.deepEqual([changed, gone, come], [["feed:sales/q/B: labels"], [], []]);
  const { resources } = await made(teams("{ event: B, retired: delete }"));
  assert.deepEqual(
    resources.flatMap(({ id, retired }) => (retired === undefined ? [] : [[id, retired]])),
    [["feed:sales/q/B", "delete"]],
  );
});

test("an event that is to go: its publishers' grants go, and its queues stay as they are", async () => {
  const found = await changes(
    `${owner}sales: { subscriptions: [A] }`,
    `crm: { events: { A: { retired: drain }, B: {} } }\nsales: { subscriptions: [A] }`,
  );
  assert.deepEqual(found.changed, ["topic:A: labels"]);
  assert.deepEqual(found.come, []);
  assert.equal(found.gone.length, 1);
  assert.match(found.gone[0] ?? "", /^grant:topic:A\/publisher\/serviceAccount:crm@/);
});

test("a new generation comes beside the one before, which only gets labels", async () => {
  const found = await changes(
    `${owner}sales: { subscriptions: [{ event: A, filter: { a: b } }] }`,
    `${owner}sales: { subscriptions: [{ event: A, filter: { a: c }, generation: 2, previous: { filter: { a: b } } }] }`,
  );
  assert.deepEqual(found.changed, [
    "dead-letter-queue:sales/A: labels",
    "feed:sales/A/A: labels",
    "subscription:dead-letter-queue:sales/A: labels",
  ]);
  assert.deepEqual(found.gone, []);
  assert.ok(found.come.every((id) => id.includes("sales/A~g2")));
});

test("a team with a new name changes labels, and no name or id", async () => {
  const teams = (sales: string, more = "") => `${owner}${sales}: { ${more}subscriptions: [A] }`;
  const [before, after] = [await made(teams("sales")), await made(teams("growth", "formerly: sales, "))];
  const names = ({ resources }: typeof before) =>
    resources.filter(({ holdsMessages }) => holdsMessages).map(({ id, name }) => [id, name]);
  assert.deepEqual(names(after), names(before));
  const teamsOf = new Set(after.resources.map(({ team }) => team));
  assert.ok(teamsOf.has("growth") && !teamsOf.has("sales"));
  const labels = after.resources.flatMap(({ properties: { labels } }) => Object(labels).team ?? []);
  assert.ok(labels.includes("growth") && !labels.includes("sales"));
  const growth = after.manifests.find(({ team }) => team === "growth");
  assert.deepEqual(growth?.consumes["A"]?.from, {
    kind: "pubsub-subscriptions",
    subscriptions: ["projects/ar-events/subscriptions/ar_sales_A"],
  });
});
