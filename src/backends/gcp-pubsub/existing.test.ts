import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../../test-support/compiled.ts";
import { type Accounts, onStack, ownPlaceOf } from "../../test-support/stack.ts";
import type { BackendInput } from "../backend.ts";
import { checkDeployment } from "../check-deployment.ts";
import { gcpPubsub } from "./index.ts";
import type { GcpPlace } from "./settings.ts";

const HUB = "projects/ar-events/topics/domain-events";
const event = (eventType: string, topic = HUB) => ({ topic, attribute: { eventType } });
const TOPOLOGY = `version: 1
organization: ar
teams:
  crm: { events: { CREATED: {}, UPDATED: {}, OWN: {} } }
  sales:
    subscriptions:
      - { queue: projection, events: [CREATED, UPDATED, OWN], filter: { country: [th] } }
`;

async function on(existing: object, topology = TOPOLOGY, accounts: Accounts = "shared") {
  return onStack(gcpPubsub, await compiled(topology), { existing }, accounts) as BackendInput<GcpPlace>;
}
const made = (input: BackendInput<GcpPlace>) => new Map(gcpPubsub.resources(input).map((one) => [one.id, one]));
const messages = (input: BackendInput<GcpPlace>, code: string) =>
  checkDeployment(gcpPubsub, input)
    .filter((found) => found.code === code)
    .map(({ message }) => message);
const events = { CREATED: event("created"), UPDATED: event("updated") };

test("each event has its own subscription on the hub, filtered by what tells it apart and by the queue's filter", async () => {
  const resources = made(await on({ events }));
  const created = resources.get("feed:sales/projection/CREATED");
  assert.equal(created?.properties["topic"], HUB);
  assert.equal(created?.properties["filter"], 'attributes.country="th" AND attributes.eventType="created"');
  assert.ok(!created?.dependsOn.includes("topic:CREATED"));
  assert.equal(resources.get("feed:sales/projection/OWN")?.properties["filter"], 'attributes.country="th"');
});

test("a publisher is granted once on a hub, additively, however many events of it are there", async () => {
  const grants = [...made(await on({ events })).values()].filter(({ type }) => type.endsWith("TopicIAMMember"));
  const onHub = grants.filter(({ properties }) => properties["topic"] === "domain-events");
  assert.deepEqual(
    onHub.map(({ id, team, dependsOn, deletedWith, properties }) => ({ id, team, dependsOn, deletedWith, properties })),
    [
      {
        id: "grant:existing:projects~ar-events~topics~domain-events/publisher/serviceAccount:crm@ar-events.iam.gserviceaccount.com",
        team: "",
        dependsOn: [],
        deletedWith: undefined,
        properties: {
          project: "ar-events",
          topic: "domain-events",
          role: "roles/pubsub.publisher",
          member: "serviceAccount:crm@ar-events.iam.gserviceaccount.com",
        },
      },
    ],
  );
});

test("in a project of nobody nothing is granted, and what its owner has to grant is told", async () => {
  const elsewhere = HUB.replace("ar-events", "legacy-estate");
  const input = await on({ events: { CREATED: event("created", elsewhere) } });
  assert.ok(![...made(input).values()].some(({ properties }) => properties["project"] === "legacy-estate"));
  const [warning, ...rest] = messages(input, "topic-policy-not-managed");
  assert.deepEqual(rest, []);
  assert.match(
    warning ?? "",
    /roles\/pubsub\.publisher to serviceAccount:crm@ar-events\S+ and roles\/pubsub\.subscriber to whoever deploys this stack, to attach subscriptions$/,
  );
});

test("in the project of another team its deployer lets the subscriber's attach, and grants the publisher", async () => {
  const { project } = ownPlaceOf(gcpPubsub, "crm") as { readonly project: string };
  const resources = made(
    await on({ events: { CREATED: event("created", HUB.replace("ar-events", project)) } }, TOPOLOGY, "own"),
  );
  const grants = [...resources.values()].filter(
    ({ properties, type }) => type.endsWith("TopicIAMMember") && properties["topic"] === "domain-events",
  );
  assert.deepEqual(grants.map(({ provider, properties }) => [provider, properties["role"]]).sort(), [
    [`provider:gcp/${project}`, "roles/pubsub.publisher"],
    [`provider:gcp/${project}`, "roles/pubsub.subscriber"],
  ]);
  const feed = resources.get("feed:sales/projection/CREATED");
  assert.ok(grants.some(({ id }) => feed?.dependsOn.includes(id)));
});

test("Pub/Sub does not look into bodies", async () => {
  const input = await on({ events: { CREATED: { topic: HUB, bodyField: { type: "created" } } } });
  assert.match(messages(input, "body-field-not-supported")[0] ?? "", /Pub\/Sub filters by attributes alone/);
});

test("a queue's filter cannot name what tells events apart, and both together have 256 bytes", async () => {
  const named = await on({ events }, TOPOLOGY.replace("country", "eventType"));
  assert.match(messages(named, "filter-not-supported")[0] ?? "", /names eventType, by which CREATED is told apart/);
  const long = await on({ events: { CREATED: event("x".repeat(240)) } });
  assert.match(messages(long, "filter-not-supported")[0] ?? "", /bytes in Pub\/Sub's language, more than the 256/);
});

test("a queue that exists: its team's consumers may read it, once also where events share a subscription", async () => {
  const legacy = "projects/ar-events/subscriptions/legacy";
  const subscriptions = { CREATED: legacy, UPDATED: legacy, OWN: "projects/ar-events/subscriptions/own" };
  const input = await on({ queues: { "sales/projection": { subscriptions, deadLetter: `${legacy}-dlq` } } });
  const consumer = "serviceAccount:sales@ar-events.iam.gserviceaccount.com";
  const grants = [...made(input).values()].filter(({ team }) => team === "sales");
  assert.deepEqual(
    grants.map(({ id }) => id),
    ["legacy-dlq", "legacy", "own"].map(
      (name) => `grant:existing:projects~ar-events~subscriptions~${name}/subscriber/${consumer}`,
    ),
  );
  const { from } = gcpPubsub.manifests(input).find(({ team }) => team === "sales")?.consumes["projection"] ?? {};
  assert.deepEqual(from, { kind: "pubsub-subscriptions", subscriptions: [legacy, subscriptions.OWN] });
});

test("a queue that exists has a subscription for each of its events, in the project of its team", async () => {
  const wrong = {
    CREATE: "projects/ar-events/subscriptions/one",
    UPDATED: "projects/elsewhere/subscriptions/two",
    OWN: "projects/ar-events/subscriptions/three",
  };
  const input = await on({ queues: { "sales/projection": { subscriptions: wrong } } });
  assert.deepEqual(messages(input, "unknown-event"), [
    'sales/projection is not fed by an event CREATE; did you mean "CREATED"?',
  ]);
  assert.deepEqual(messages(input, "missing-subscription").length, 1);
  assert.match(
    messages(input, "existing-queue-differs")[0] ?? "",
    /are in project elsewhere, and team sales in ar-events/,
  );
});
