import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { stringify } from "yaml";
import { compiled } from "../test-support/compiled.ts";
import { randomTopology, type TopologyValue } from "../test-support/random-topology.ts";

test("the short form, the long form and the named queue mean what they say", async () => {
  const { desired } = await compiled(`version: 1
organization: ar
defaults: { subscription: { ackDeadline: 1m } }
teams:
  crm: { events: { B: {}, A: { description: d } } }
  sales:
    subscriptions:
      - B
      - { event: A, filter: { tier: [silver, gold], country: th }, retention: 1d, deadLetter: { maxDeliveryAttempts: 9 } }
      - { queue: copy, events: [B, A], ackDeadline: 5m }
`);
  const common = { team: "sales", ackDeadlineSeconds: 60, retentionSeconds: 604_800, maxDeliveryAttempts: 5 };
  const feed = (queue: string, event: string) => ({
    id: `feed:sales/${queue}/${event}`,
    topic: `topic:${event}`,
    event,
    owner: "crm",
  });
  assert.deepEqual(desired, {
    organization: "ar",
    teams: [
      { id: "team:crm", name: "crm" },
      { id: "team:sales", name: "sales" },
    ],
    topics: [
      { id: "topic:A", event: "A", team: "crm", description: "d" },
      { id: "topic:B", event: "B", team: "crm" },
    ],
    subscriptions: [
      {
        ...common,
        id: "subscription:sales/A",
        queue: "A",
        deadLetterQueue: "dead-letter-queue:sales/A",
        feeds: [{ ...feed("A", "A"), filter: { country: ["th"], tier: ["gold", "silver"] } }],
        retentionSeconds: 86_400,
        maxDeliveryAttempts: 9,
      },
      {
        ...common,
        id: "subscription:sales/B",
        queue: "B",
        deadLetterQueue: "dead-letter-queue:sales/B",
        feeds: [feed("B", "B")],
      },
      {
        ...common,
        id: "subscription:sales/copy",
        queue: "copy",
        deadLetterQueue: "dead-letter-queue:sales/copy",
        feeds: [feed("copy", "A"), feed("copy", "B")],
        ackDeadlineSeconds: 300,
      },
    ],
    deadLetterQueues: ["A", "B", "copy"].map((queue) => ({
      id: `dead-letter-queue:sales/${queue}`,
      subscription: `subscription:sales/${queue}`,
      team: "sales",
      queue,
    })),
    grants: [
      { id: "grant:crm/publish/A", team: "crm", action: "publish", on: "topic:A" },
      { id: "grant:crm/publish/B", team: "crm", action: "publish", on: "topic:B" },
      { id: "grant:sales/consume/A", team: "sales", action: "consume", on: "subscription:sales/A" },
      { id: "grant:sales/consume/B", team: "sales", action: "consume", on: "subscription:sales/B" },
      { id: "grant:sales/consume/copy", team: "sales", action: "consume", on: "subscription:sales/copy" },
    ],
  });
});

test("order, comments and formatting never change the desired state", async () => {
  await fc.assert(
    fc.asyncProperty(randomTopology(), fc.boolean(), async (topology, flow) => {
      const { desired } = await compiled(topology);
      const text = stringify(shuffled(topology), { collectionStyle: flow ? "flow" : "block", lineWidth: 0 });
      assert.deepEqual((await compiled(`# a comment\n${text}\n# another\n`)).desired, desired);
    }),
    { numRuns: 100 },
  );
});

test("every subscription has exactly one dead-letter queue, and everything has a place in the text", async () => {
  await fc.assert(
    fc.asyncProperty(randomTopology(), async (topology) => {
      const { desired, origins } = await compiled(topology);
      assert.deepEqual(
        desired.deadLetterQueues.map((queue) => queue.subscription),
        desired.subscriptions.map((subscription) => subscription.id),
      );
      const elements = [
        desired.teams,
        desired.topics,
        desired.subscriptions,
        desired.deadLetterQueues,
        desired.grants,
      ].flat();
      const feeds = desired.subscriptions.flatMap((subscription) => subscription.feeds);
      for (const { id } of [...elements, ...feeds]) assert.ok(origins.has(id), `${id} has no origin`);
      assert.equal(new Set([...elements, ...feeds].map(({ id }) => id)).size, elements.length + feeds.length);
    }),
    { numRuns: 100 },
  );
});

test("the desired state is frozen", async () => {
  const { desired } = await compiled("version: 1\norganization: ar\nteams: { crm: { events: { A: {} } } }\n");
  assert.throws(() => Object.assign(desired.topics[0] ?? {}, { team: "other" }), TypeError);
});

/** The same topology with maps and lists in reverse order; lists have no order that means anything. */
function shuffled(topology: TopologyValue): unknown {
  const reverse = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reverse).reverse();
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, reverse(inner)]),
    );
  };
  return reverse(topology);
}
