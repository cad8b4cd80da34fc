import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test-support/fast-check.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { arbitraryName, arbitrarySketch } from "../test-support/arbitrary-sketch.ts";
import type { Sketch } from "../test-support/input.ts";
import { resources } from "./resources.ts";
import { account, agent, example, gcpInput, place } from "./test-support/gcp-input.ts";

const PUBLISHER = "roles/pubsub.publisher";
const SUBSCRIBER = "roles/pubsub.subscriber";

function made(sketch: Sketch, options: Parameters<typeof gcpInput>[1] = {}): ReadonlyMap<string, CloudResource> {
  return new Map(resources(gcpInput(sketch, options)).map((resource) => [resource.id, resource]));
}

test("an event is a topic that its owner may publish to", () => {
  const all = made({ events: { SENT: "crm" } }, { labels: { environment: "dev" } });
  assert.deepEqual(all.get("topic:SENT"), {
    type: "gcp:pubsub/topic:Topic",
    id: "topic:SENT",
    name: "ar_SENT",
    team: "crm",
    provider: "provider:gcp/ar-events",
    properties: {
      project: "ar-events",
      name: "ar_SENT",
      labels: { environment: "dev", team: "crm", event: "sent", "managed-by": "event-topology" },
    },
    dependsOn: ["service:pubsub.googleapis.com"],
    holdsMessages: true,
  });
  assert.deepEqual(all.get(`grant:topic:SENT/publisher/${account("crm")}`), {
    type: "gcp:pubsub/topicIAMMember:TopicIAMMember",
    id: `grant:topic:SENT/publisher/${account("crm")}`,
    name: "ar_SENT",
    team: "crm",
    provider: "provider:gcp/ar-events",
    properties: { project: "ar-events", topic: "ar_SENT", role: PUBLISHER, member: account("crm") },
    dependsOn: ["topic:SENT"],
    holdsMessages: false,
    deletedWith: "topic:SENT",
  });
  assert.equal(all.size, 4);
});

test("a queue of one event is a subscription and a dead-letter topic with its own", () => {
  const all = made(example);
  const feed = all.get("feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED");
  const labels = { team: "marketing", queue: "customer_created", "managed-by": "event-topology" };
  assert.deepEqual(feed, {
    type: "gcp:pubsub/subscription:Subscription",
    id: "feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED",
    name: "ar_marketing_CUSTOMER_CREATED",
    team: "marketing",
    provider: "provider:gcp/ar-events",
    properties: {
      project: "ar-events",
      name: "ar_marketing_CUSTOMER_CREATED",
      topic: "projects/ar-events/topics/ar_CUSTOMER_CREATED",
      ackDeadlineSeconds: 30,
      messageRetentionDuration: "604800s",
      expirationPolicy: { ttl: "" },
      retryPolicy: { minimumBackoff: "10s", maximumBackoff: "600s" },
      deadLetterPolicy: {
        deadLetterTopic: "projects/ar-events/topics/ar_marketing_CUSTOMER_CREATED-dlq",
        maxDeliveryAttempts: 10,
      },
      filter: '(attributes.country="sg" OR attributes.country="th")',
      labels: { ...labels, event: "customer_created" },
    },
    dependsOn: [
      "topic:CUSTOMER_CREATED",
      "dead-letter-queue:marketing/CUSTOMER_CREATED",
      "subscription:dead-letter-queue:marketing/CUSTOMER_CREATED",
      `grant:dead-letter-queue:marketing/CUSTOMER_CREATED/publisher/${agent}`,
    ],
    holdsMessages: true,
  });
  assert.deepEqual(all.get("subscription:dead-letter-queue:marketing/CUSTOMER_CREATED"), {
    type: "gcp:pubsub/subscription:Subscription",
    id: "subscription:dead-letter-queue:marketing/CUSTOMER_CREATED",
    name: "ar_marketing_CUSTOMER_CREATED-dlq",
    team: "marketing",
    provider: "provider:gcp/ar-events",
    properties: {
      project: "ar-events",
      name: "ar_marketing_CUSTOMER_CREATED-dlq",
      topic: "projects/ar-events/topics/ar_marketing_CUSTOMER_CREATED-dlq",
      messageRetentionDuration: "2678400s",
      expirationPolicy: { ttl: "" },
      labels,
    },
    dependsOn: ["dead-letter-queue:marketing/CUSTOMER_CREATED"],
    holdsMessages: true,
  });
});

test("the feeds of a queue share its dead-letter topic, and its consumers read them all", () => {
  const all = [...made(example).values()];
  const feeds = all.filter(({ id }) => id.startsWith("feed:marketing/audience-projection/"));
  assert.deepEqual(
    feeds.map(({ name }) => name),
    ["ar_marketing_audience-projection~CUSTOMER_CREATED", "ar_marketing_audience-projection~CUSTOMER_UPDATED"],
  );
  const policies = feeds.map(({ properties }) => JSON.stringify(properties["deadLetterPolicy"]));
  assert.equal(new Set(policies).size, 1);
  const readable = all
    .filter(({ properties: { role, member } }) => role === SUBSCRIBER && member === account("marketing"))
    .map(({ name }) => name);
  assert.deepEqual(readable.filter((name) => name.includes("audience")).sort(), [
    "ar_marketing_audience-projection-dlq",
    "ar_marketing_audience-projection~CUSTOMER_CREATED",
    "ar_marketing_audience-projection~CUSTOMER_UPDATED",
  ]);
});

test("the project is prepared once, before topics and before what is granted to the service agent", () => {
  const all = made(example);
  assert.deepEqual(all.get("service:pubsub.googleapis.com")?.properties, {
    project: "ar-events",
    service: "pubsub.googleapis.com",
    disableOnDestroy: false,
  });
  const identity = all.get("service:pubsub.googleapis.com/identity");
  assert.equal(identity?.type, "gcp:projects/serviceIdentity:ServiceIdentity");
  assert.deepEqual(identity?.dependsOn, ["service:pubsub.googleapis.com"]);
  for (const { id, type, properties, dependsOn } of all.values()) {
    if (type === "gcp:pubsub/topic:Topic") assert.ok(dependsOn.includes("service:pubsub.googleapis.com"), id);
    if (properties["member"] === agent) assert.ok(dependsOn.includes("service:pubsub.googleapis.com/identity"), id);
  }
});

test("a project that others prepare is left as it is", () => {
  const prepared = made(example);
  const left = made(example, { place: { ...place, enableServices: false } });
  assert.deepEqual(
    [...prepared.keys()].filter((id) => !left.has(id)),
    ["service:pubsub.googleapis.com", "service:pubsub.googleapis.com/identity"],
  );
  for (const { dependsOn } of left.values()) assert.ok(!dependsOn.some((id) => id.startsWith("service:")));
});

test("a grant that is asked for twice is there once, and waits for the service agent", () => {
  const all = made(example, { principals: () => ({ publishers: [agent, agent], consumers: [agent, agent] }) });
  const found = all.get(`grant:feed:crm/EMAIL_SENT/EMAIL_SENT/subscriber/${agent}`);
  assert.ok(found?.dependsOn.includes("service:pubsub.googleapis.com/identity"));
});

test("a grant on nothing is a bug that is named", () => {
  const input = gcpInput(example);
  const grants = [{ id: "grant:x/publish/Y", team: "crm", action: "publish" as const, on: "topic:GONE" }];
  assert.throws(() => resources({ ...input, desired: { ...input.desired, grants } }), /refers to topic:GONE/);
});

test("property: ids are distinct and sorted, and what a resource waits for exists and never waits for it", () => {
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => {
      const all = resources(gcpInput(sketch));
      const ids = all.map(({ id }) => id);
      assert.deepEqual(ids, [...new Set(ids)].sort());
      const byId = new Map(all.map((resource) => [resource.id, resource]));
      const done = new Set<string>();
      const visit = (id: string, path: readonly string[]): void => {
        assert.ok(!path.includes(id), `${id} waits for itself`);
        const resource = byId.get(id);
        assert.ok(resource, `${id} does not exist`);
        if (done.has(id)) return;
        for (const before of resource.dependsOn) visit(before, [...path, id]);
        if (resource.deletedWith !== undefined) assert.ok(resource.dependsOn.includes(resource.deletedWith));
        done.add(id);
      };
      for (const id of ids) visit(id, []);
    }),
  );
});

test("property: every queue dead-letters to one kept topic with all that Pub/Sub's own account needs", () => {
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => {
      const input = gcpInput(sketch);
      const all = resources(input);
      const path = (name: string) => `projects/ar-events/topics/${name}`;
      const allowed = grantsOf(all);
      for (const queue of input.desired.subscriptions) {
        const topics = queue.feeds.map((feed) => {
          const subscription = all.find(({ id }) => id === feed.id);
          assert.ok(subscription);
          assert.ok(allowed.has(`${subscription.name} ${SUBSCRIBER} ${agent}`));
          const policy = subscription.properties["deadLetterPolicy"] as { deadLetterTopic: string };
          assert.notEqual(policy.deadLetterTopic, subscription.properties["topic"]);
          return policy.deadLetterTopic;
        });
        const topic = all.find(({ id }) => id === queue.deadLetterQueue);
        assert.ok(topic);
        assert.deepEqual(new Set(topics), new Set([path(topic.name)]));
        assert.ok(allowed.has(`${topic.name} ${PUBLISHER} ${agent}`));
        const keepers = all.filter(({ properties }) => properties["topic"] === path(topic.name));
        assert.deepEqual(
          keepers.map(({ properties }) => [properties["messageRetentionDuration"], properties["expirationPolicy"]]),
          [["2678400s", { ttl: "" }]],
        );
      }
    }),
  );
});

test("property: only owners publish, only subscribers consume, and Pub/Sub's own account only dead-letters", () => {
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => {
      const input = gcpInput(sketch);
      const all = resources(input);
      const names = new Map(all.map(({ id, name }) => [id, name]));
      const { topics, subscriptions } = input.desired;
      const expected = [
        ...topics.map(({ id, team }) => `${names.get(id)} ${PUBLISHER} ${account(team)}`),
        ...subscriptions.flatMap(({ team, feeds, deadLetterQueue }) => [
          ...feeds.flatMap(({ id }) => [account(team), agent].map((who) => `${names.get(id)} ${SUBSCRIBER} ${who}`)),
          `${names.get(`subscription:${deadLetterQueue}`)} ${SUBSCRIBER} ${account(team)}`,
          `${names.get(deadLetterQueue)} ${PUBLISHER} ${agent}`,
        ]),
      ];
      assert.deepEqual([...grantsOf(all)].sort(), [...new Set(expected)].sort());
    }),
  );
});

test("property: a new team with its queue adds resources and changes none", () => {
  fc.assert(
    fc.property(arbitrarySketch, arbitraryName, (sketch, queue) => {
      const before = resources(gcpInput(sketch));
      const [event = ""] = Object.keys(sketch.events);
      const newcomer = { team: "newcomer", queue, events: [event] as const };
      const extended = { ...sketch, queues: [...(sketch.queues ?? []), newcomer] };
      const after = new Map(resources(gcpInput(extended)).map((resource) => [resource.id, resource]));
      for (const resource of before) assert.deepEqual(after.get(resource.id), resource);
      // Dead-letter topic, its subscription, the feed; two grants for Pub/Sub's account, two for the newcomer.
      assert.equal(after.size - before.length, 7);
    }),
  );
});

test("property: an event more in a queue leaves the queue's other subscriptions alone", () => {
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => {
      const events = { ...sketch.events, ADDED: "adder" };
      const before = resources(gcpInput({ ...sketch, events }));
      const queues = (sketch.queues ?? []).map((queue) => ({ ...queue, events: [...queue.events, "ADDED"] as const }));
      const after = made({ ...sketch, events, queues: queues as Sketch["queues"] & object });
      for (const resource of before) assert.deepEqual(after.get(resource.id), resource);
    }),
  );
});

/** Every `name role member` that is granted. */
function grantsOf(all: readonly CloudResource[]): ReadonlySet<string> {
  const members = all.filter(({ properties }) => "member" in properties);
  const found = members.map(({ properties }) => {
    const { topic, subscription, role, member } = properties;
    return `${topic ?? subscription} ${role} ${member}`;
  });
  const kinds = new Set(members.map(({ type, properties }) => `${type} ${properties["role"]}`));
  for (const kind of kinds) {
    assert.match(
      kind,
      /topicIAMMember:TopicIAMMember roles\/pubsub\.publisher|subscriptionIAMMember:SubscriptionIAMMember roles\/pubsub\.subscriber/,
    );
  }
  assert.equal(new Set(found).size, found.length, "a member is granted twice");
  return new Set(found);
}
