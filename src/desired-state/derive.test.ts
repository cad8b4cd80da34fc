import assert from "node:assert/strict";
import { test } from "node:test";
import { stringify } from "yaml";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
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
    ownerKey: "crm",
  });
  const key = (queue: string) => ({ team: "sales", queue, generation: 1 });
  assert.deepEqual(desired, {
    organization: "ar",
    teams: [
      { id: "team:crm", name: "crm", key: "crm" },
      { id: "team:sales", name: "sales", key: "sales" },
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
        key: key("A"),
        deadLetterQueue: "dead-letter-queue:sales/A",
        feeds: [{ ...feed("A", "A"), filter: { country: ["th"], tier: ["gold", "silver"] } }],
        retentionSeconds: 86_400,
        maxDeliveryAttempts: 9,
      },
      {
        ...common,
        id: "subscription:sales/B",
        queue: "B",
        key: key("B"),
        deadLetterQueue: "dead-letter-queue:sales/B",
        feeds: [feed("B", "B")],
      },
      {
        ...common,
        id: "subscription:sales/copy",
        queue: "copy",
        key: key("copy"),
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
      key: key(queue),
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

test("every option is there in seconds, bytes and sorted conditions, and only when it is used", async () => {
  const { desired } = await compiled(`version: 1
organization: ar
defaults: { subscription: { maxMessageSize: 1MiB, alarms: { deadLetters: 1 } } }
teams:
  crm: { events: { A: { ordered: true, retention: 2d }, B: {} } }
  sales:
    subscriptions:
      - event: A
        ordered: true
        exactlyOnce: true
        delivery: enveloped
        delay: 1m
        retry: { minimum: 0s, maximum: 10m }
        maxMessageSize: 256KiB
        alarms: { oldestMessage: 1h, undeliverable: 2 }
        eventbridge: { deliveryRetry: { maximumAge: 1h, maximumAttempts: 3 } }
        filter: { price: [{ numeric: "<1" }, b, a, { anythingBut: [z, y] }, { exists: false }] }
      - { event: B, ordered: false, exactlyOnce: false, delivery: raw }
`);
  const [a, b] = desired.subscriptions;
  const {
    id: _,
    team: _team,
    queue: _queue,
    key: _key,
    feeds,
    deadLetterQueue: _dead,
    ...options
  } = a ?? assert.fail();
  assert.deepEqual(options, {
    ackDeadlineSeconds: 30,
    retentionSeconds: 604_800,
    maxDeliveryAttempts: 5,
    ordered: true,
    exactlyOnce: true,
    delivery: "enveloped",
    delaySeconds: 60,
    retry: { minimumSeconds: 0, maximumSeconds: 600 },
    maxMessageBytes: 262_144,
    alarms: { oldestMessageSeconds: 3600, undeliverable: 2 },
    eventbridge: { deliveryRetry: { maximumAgeSeconds: 3600, maximumAttempts: 3 } },
  });
  assert.deepEqual(feeds[0]?.filter, {
    price: ["a", "b", { anythingBut: ["y", "z"] }, { exists: false }, { numeric: "< 1" }],
  });
  assert.deepEqual(
    Object.keys(b ?? {}).sort(),
    ["ackDeadlineSeconds", "alarms", "deadLetterQueue", "feeds", "id", "key", "maxDeliveryAttempts"].concat([
      "maxMessageBytes",
      "queue",
      "retentionSeconds",
      "team",
    ]),
  );
  assert.deepEqual(
    desired.topics.map(({ event, ordered, retentionSeconds }) => [event, ordered, retentionSeconds]),
    [
      ["A", true, 172_800],
      ["B", undefined, undefined],
    ],
  );
});

test("a new name changes no id; only the names that people see", async () => {
  const text = (team: string, queue: string) => `version: 1
organization: ar
teams:
  ${team}: { events: { A: }, subscriptions: [{ event: B, ${queue} }] }
  crm: { events: { B: }, subscriptions: [A] }
`;
  const before = await compiled(text("sales", "queue: inbox"));
  const after = await compiled(
    text("revenue", "queue: arrivals, formerly: inbox").replace("revenue: {", "revenue: { formerly: sales,"),
  );
  const ids = ({ desired }: typeof before) =>
    [desired.teams, desired.topics, desired.subscriptions, desired.deadLetterQueues, desired.grants]
      .flat()
      .map(({ id }) => id);
  assert.deepEqual(ids(after), ids(before));
  for (const id of ids(after)) assert.ok(after.origins.has(id), id);
  assert.deepEqual(
    after.desired.subscriptions.map(({ team, queue, key, feeds }) => [
      team,
      queue,
      key.team,
      key.queue,
      feeds[0]?.owner,
    ]),
    [
      ["crm", "A", "crm", "A", "revenue"],
      ["revenue", "arrivals", "sales", "inbox", "crm"],
    ],
  );
  assert.equal(after.desired.subscriptions[0]?.feeds[0]?.ownerKey, "sales");
});

test("a former generation is a queue of its own, on the way out", async () => {
  const { desired, origins } = await compiled(`version: 1
organization: ar
teams:
  crm: { events: { A: , B: { retired: delete } } }
  sales:
    subscriptions:
      - { queue: q, events: [A, { event: B, retired: retain }], filter: { country: th }, generation: 3, previous: { filter: { country: sg } } }
`);
  assert.deepEqual(
    desired.subscriptions.map(({ id, deadLetterQueue, queue, retired, feeds }) => ({
      id,
      deadLetterQueue,
      queue,
      retired,
      feeds: feeds.map(({ id, filter, retired }) => [id, filter?.["country"], retired]),
    })),
    [
      {
        id: "subscription:sales/q~g2",
        deadLetterQueue: "dead-letter-queue:sales/q~g2",
        queue: "q",
        retired: "drain",
        feeds: [
          ["feed:sales/q~g2/A", ["sg"], "drain"],
          ["feed:sales/q~g2/B", ["sg"], "retain"],
        ],
      },
      {
        id: "subscription:sales/q~g3",
        deadLetterQueue: "dead-letter-queue:sales/q~g3",
        queue: "q",
        retired: undefined,
        feeds: [
          ["feed:sales/q~g3/A", ["th"], undefined],
          ["feed:sales/q~g3/B", ["th"], "retain"],
        ],
      },
    ],
  );
  for (const { id } of desired.subscriptions) assert.ok(origins.has(id), id);
  assert.deepEqual(
    desired.grants.filter(({ action }) => action === "publish").map(({ on }) => on),
    ["topic:A"],
    "nobody publishes what is retired",
  );
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
