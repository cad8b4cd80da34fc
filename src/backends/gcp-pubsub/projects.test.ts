/** Teams in projects of their own: cloud reference, section 1.1 (c). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test-support/fast-check.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { arbitrarySketch } from "../test-support/arbitrary-sketch.ts";
import { desiredState, type Sketch } from "../test-support/input.ts";
import { manifests } from "./manifest.ts";
import { places } from "./project.ts";
import { resources } from "./resources.ts";
import type { GcpPlace } from "./settings.ts";
import { account, gcpInput, type Options, ownPlace, place } from "./test-support/gcp-input.ts";

const sketch: Sketch = {
  events: { CREATED: "crm", SENT: "sales" },
  queues: [{ team: "sales", events: ["CREATED"] }],
};
const DEPLOYER = "serviceAccount:deployer@sales-events.iam.gserviceaccount.com";
const ATTACH = `grant:topic:CREATED/subscriber/${DEPLOYER}`;
const FEED = "feed:sales/CREATED/CREATED";

function made(options: Options, of: Sketch = sketch): ReadonlyMap<string, CloudResource> {
  return new Map(resources(gcpInput(of, options)).map((resource) => [resource.id, resource]));
}

test("a queue stands in its team's project, whole, on a topic in its owner's", () => {
  const all = made({ placeOf: ownPlace });
  const projects = [...all.values()].map(({ id, provider, properties }) => [id, provider, properties["project"]]);
  const agent = `serviceAccount:service-${ownPlace("sales").projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`;
  const [crm, sales] = ["crm-events", "sales-events"].map((project) => [`provider:gcp/${project}`, project]);
  assert.ok(crm && sales);
  assert.deepEqual(projects, [
    ["dead-letter-queue:sales/CREATED", ...sales],
    [FEED, ...sales],
    [`grant:dead-letter-queue:sales/CREATED/publisher/${agent}`, ...sales],
    [`grant:${FEED}/subscriber/${account("sales")}`, ...sales],
    [`grant:${FEED}/subscriber/${agent}`, ...sales],
    [`grant:subscription:dead-letter-queue:sales/CREATED/subscriber/${account("sales")}`, ...sales],
    [`grant:topic:CREATED/publisher/${account("crm")}`, ...crm],
    [ATTACH, ...crm],
    [`grant:topic:SENT/publisher/${account("sales")}`, ...sales],
    ["service:crm-events/pubsub.googleapis.com", ...crm],
    ["service:crm-events/pubsub.googleapis.com/identity", ...crm],
    ["service:sales-events/pubsub.googleapis.com", ...sales],
    ["service:sales-events/pubsub.googleapis.com/identity", ...sales],
    ["subscription:dead-letter-queue:sales/CREATED", ...sales],
    ["topic:CREATED", ...crm],
    ["topic:SENT", ...sales],
  ]);
  const { properties } = all.get(FEED) as CloudResource;
  assert.equal(properties["topic"], "projects/crm-events/topics/ar_CREATED");
  assert.deepEqual(properties["deadLetterPolicy"], {
    deadLetterTopic: "projects/sales-events/topics/ar_sales_CREATED-dlq",
    maxDeliveryAttempts: 5,
  });
});

test("the deployer of the subscriber's project may attach to the topic, by the owner's provider, before it does", () => {
  const all = made({ placeOf: ownPlace });
  assert.deepEqual(all.get(ATTACH), {
    type: "gcp:pubsub/topicIAMMember:TopicIAMMember",
    id: ATTACH,
    name: "ar_CREATED",
    team: "crm",
    provider: "provider:gcp/crm-events",
    properties: { project: "crm-events", topic: "ar_CREATED", role: "roles/pubsub.subscriber", member: DEPLOYER },
    dependsOn: ["topic:CREATED"],
    holdsMessages: false,
    deletedWith: "topic:CREATED",
  });
  assert.ok(all.get(FEED)?.dependsOn.includes(ATTACH));
});

const both = (more: Partial<GcpPlace>) => (team: string) => {
  const { project, projectNumber } = ownPlace(team);
  return { project, projectNumber, ...more };
};

for (const [what, placeOf, expected] of [
  ["in one project", () => ({ ...place, deployer: account("deployer") }), undefined],
  ["with one deployer for both projects", both({ deployer: account("deployer") }), undefined],
  ["with one impersonated deployer for both", both({ impersonate: "deployer@ar.iam.gserviceaccount.com" }), undefined],
  ["where nobody says who deploys", both({}), undefined],
  [
    "where only the subscriber's is said",
    (team: string) => both(team === "sales" ? { deployer: DEPLOYER } : {})(team),
    DEPLOYER,
  ],
  [
    "where the provider impersonates somebody else",
    (team: string) => ({ ...ownPlace(team), deployer: "user:any@ar.example" }),
    DEPLOYER,
  ],
] as const)
  test(`${what} ${expected ?? "nobody"} is granted to attach`, () => {
    const attachers = [...made({ placeOf }).values()].filter(({ id }) => /^grant:topic:.*\/subscriber\//.test(id));
    assert.deepEqual(
      attachers.map(({ properties }) => properties["member"]),
      expected === undefined ? [] : [expected],
    );
  });

test("two teams of one project share the grant of its deployer", () => {
  const two: Sketch = { ...sketch, queues: [{ team: "a", events: ["CREATED"] }, ...(sketch.queues ?? [])] };
  const placeOf = (team: string) => ownPlace(team === "crm" ? "crm" : "sales");
  const [one, both] = [made({ placeOf }), made({ placeOf }, two)];
  assert.deepEqual(both.get(ATTACH), one.get(ATTACH));
  assert.ok(both.get("feed:a/CREATED/CREATED")?.dependsOn.includes(ATTACH));
});

test("the stack's own project keeps its ids beside the others, and one without a team is left alone", () => {
  const placeOf = (team: string) => (team === "crm" ? place : ownPlace(team));
  assert.deepEqual(
    [...made({ placeOf }).keys()].filter((id) => id.startsWith("service:")),
    [
      "service:pubsub.googleapis.com",
      "service:pubsub.googleapis.com/identity",
      "service:sales-events/pubsub.googleapis.com",
      "service:sales-events/pubsub.googleapis.com/identity",
    ],
  );
  assert.deepEqual(
    [...places(gcpInput(sketch, { placeOf: ownPlace })).keys()],
    ["provider:gcp/crm-events", "provider:gcp/sales-events"],
  );
});

test("manifests name topics in the owner's project and subscriptions in the subscriber's", () => {
  const [crm, sales] = manifests(gcpInput(sketch, { placeOf: ownPlace }));
  assert.deepEqual(crm?.publishes["CREATED"]?.to, {
    kind: "pubsub-topic",
    topic: "projects/crm-events/topics/ar_CREATED",
  });
  assert.deepEqual(
    [sales?.consumes["CREATED"]?.from, sales?.consumes["CREATED"]?.deadLetter],
    ["ar_sales_CREATED", "ar_sales_CREATED-dlq"].map((name) => ({
      kind: "pubsub-subscriptions",
      subscriptions: [`projects/sales-events/subscriptions/${name}`],
    })),
  );
});

test("property: spread over projects there is the same, and besides only what prepares projects and lets attach", () => {
  fc.assert(
    fc.property(arbitrarySketch, (random) => {
      const numbers = new Map(desiredState(random).teams.map(({ name }, at) => [name, `${at + 1}`]));
      const placeOf = (team: string) => ({
        project: `p${numbers.get(team)}-events`,
        projectNumber: numbers.get(team) ?? "",
        enableServices: false,
        deployer: `user:d${numbers.get(team)}@ar.example`,
      });
      const input = gcpInput(random, { placeOf });
      const shared = resources(gcpInput(random, { place: { ...place, enableServices: false } }));
      const plain = (id: string) => id.replace(/service-\d+@/, "service-N@");
      const owners = new Set(
        input.desired.subscriptions.flatMap(({ team, feeds }) =>
          feeds
            .filter(({ owner }) => owner !== team)
            .map(({ topic }) => `grant:${topic}/subscriber/user:d${numbers.get(team)}@ar.example`),
        ),
      );
      const spread = resources(input);
      assert.deepEqual(
        spread.map(({ id }) => plain(id)).sort(),
        [...shared.map(({ id }) => plain(id)), ...owners].sort(),
      );
      const known = places(input);
      for (const { id, provider, properties, team } of spread) {
        assert.equal(properties["project"], known.get(provider)?.project, id);
        if (team !== "") assert.equal(properties["project"], placeOf(team).project, id);
      }
    }),
  );
});
