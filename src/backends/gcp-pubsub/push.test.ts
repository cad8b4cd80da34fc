import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Backend } from "../backend.ts";
import { type Scene, sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";
import { standsIn } from "./push.ts";
import type { GcpPlace } from "./settings.ts";
import { agent } from "./test-support/gcp-input.ts";

const backend = gcpPubsub as Backend;
const PUSH = {
  endpoint: "https://marketing.example/events?v=1",
  serviceAccount: "pusher@ar-events.iam.gserviceaccount.com",
};
const TEAMS = `crm: { events: { CREATED: {}, UPDATED: {} } }
marketing: { subscriptions: [CREATED, { queue: all, events: [CREATED, UPDATED] }] }`;
const GRANT = `grant:projects/ar-events/serviceAccounts/${PUSH.serviceAccount}/serviceAccountTokenCreator/${agent}`;

function scene(push: object, teams = TEAMS): Scene {
  return { teams, placeOf: { marketing: { push } } };
}

async function made(input: Scene) {
  const stack = await sceneOn(backend, input);
  assert.deepEqual(backend.check(stack), []);
  const resources = new Map(backend.resources(stack).map((resource) => [resource.id, resource]));
  return { resources, marketing: backend.manifests(stack).find(({ team }) => team === "marketing") };
}

test("the body is the publisher's own, and the token is for the endpoint", async () => {
  const { resources, marketing } = await made(scene({ CREATED: PUSH }));
  const pushed = resources.get("feed:marketing/CREATED/CREATED");
  assert.deepEqual(pushed?.properties["pushConfig"], {
    pushEndpoint: PUSH.endpoint,
    oidcToken: { serviceAccountEmail: PUSH.serviceAccount, audience: PUSH.endpoint },
    noWrapper: { writeMetadata: true },
  });
  assert.ok(pushed.dependsOn.includes(GRANT));
  assert.deepEqual(marketing?.consumes["CREATED"]?.push, { ...PUSH, audience: PUSH.endpoint, wrapped: false });
});

test("Pub/Sub's envelope and another audience, where the stack says so", async () => {
  const { resources, marketing } = await made(scene({ CREATED: { ...PUSH, wrapped: true, audience: "marketing" } }));
  assert.deepEqual(resources.get("feed:marketing/CREATED/CREATED")?.properties["pushConfig"], {
    pushEndpoint: PUSH.endpoint,
    oidcToken: { serviceAccountEmail: PUSH.serviceAccount, audience: "marketing" },
  });
  assert.deepEqual(marketing?.consumes["CREATED"]?.push, { ...PUSH, audience: "marketing", wrapped: true });
});

test("one grant lets Pub/Sub make the tokens of an account, whatever the number of queues", async () => {
  const { resources } = await made(scene({ CREATED: PUSH, all: PUSH }));
  const grants = [...resources.values()].filter(({ type }) => type.includes("serviceaccount"));
  assert.deepEqual(
    grants.map(({ id, team, properties, dependsOn }) => ({ id, team, properties, dependsOn })),
    [
      {
        id: GRANT,
        team: "",
        properties: {
          serviceAccountId: `projects/ar-events/serviceAccounts/${PUSH.serviceAccount}`,
          role: "roles/iam.serviceAccountTokenCreator",
          member: agent,
        },
        dependsOn: ["service:pubsub.googleapis.com/identity"],
      },
    ],
  );
});

test("other queues, and dead letters, are pulled", async () => {
  const { resources, marketing } = await made(scene({ CREATED: PUSH }));
  for (const id of ["feed:marketing/all/CREATED", "subscription:dead-letter-queue:marketing/CREATED"])
    assert.equal(resources.get(id)?.properties["pushConfig"], undefined);
  assert.equal(marketing?.consumes["all"]?.push, undefined);
});

describe("refused", () => {
  const problems = async (input: Scene) =>
    backend.check(await sceneOn(backend, input)).map(({ code, severity, message, span, fix }) => {
      assert.equal(severity, "error");
      return { code, message, file: span.file, ...(fix !== undefined && { fix }) };
    });

  test("a queue that the team has not", async () => {
    const [first, ...rest] = await problems(scene({ CREATE: PUSH }));
    assert.deepEqual([first?.code, first?.fix, rest], ["unknown-push-queue", "CREATED", []]);
    assert.match(first?.message ?? "", /team marketing has no queue CREATE .*did you mean "CREATED"\?$/);
  });

  test("a service account of another project", async () => {
    const elsewhere = { ...PUSH, serviceAccount: "pusher@other.iam.gserviceaccount.com" };
    const [first, ...rest] = await problems(scene({ CREATED: elsewhere }));
    assert.deepEqual([first?.code, rest], ["push-account-elsewhere", []]);
    assert.match(first?.message ?? "", /does not stand in project ar-events of team marketing/);
  });

  test("exactly-once delivery, at the subscription", async () => {
    const teams = `crm: { events: { CREATED: {} } }
marketing: { subscriptions: [{ event: CREATED, exactlyOnce: true }] }`;
    const [first, ...rest] = await problems(scene({ CREATED: PUSH }, teams));
    assert.deepEqual([first?.code, first?.file, rest], ["exactly-once-push", "topology.yaml", []]);
    assert.match(first?.message ?? "", /pulled queues only .*https:\/\/marketing\.example/);
  });

  test("a push of no team", async () => {
    const found = await problems({ teams: TEAMS, place: { push: { CREATED: PUSH } } });
    assert.deepEqual(
      found.map(({ code }) => code),
      ["push-of-no-team"],
    );
  });

  for (const [what, push] of [
    ["plain http", { ...PUSH, endpoint: "http://marketing.example" }],
    ["no host", { ...PUSH, endpoint: "https://" }],
    ["a member instead of an e-mail", { ...PUSH, serviceAccount: `serviceAccount:${PUSH.serviceAccount}` }],
    ["no service account", { endpoint: PUSH.endpoint }],
    ["an unknown key", { ...PUSH, wrap: true }],
  ] as const)
    test(`${what}, by the stack file's schema`, () => assert.rejects(sceneOn(backend, scene({ CREATED: push }))));
});

test("what stands in a project", () => {
  const place = (project: string): GcpPlace => ({ project, projectNumber: "123" });
  for (const [project, account, stands] of [
    ["ar-events", "a@ar-events.iam.gserviceaccount.com", true],
    ["ar-events", "a@xar-events.iam.gserviceaccount.com", false],
    ["example.com:ar-events", "a@ar-events.example.com.iam.gserviceaccount.com", true],
    ["ar-events", "123-compute@developer.gserviceaccount.com", true],
    ["ar-events", "124-compute@developer.gserviceaccount.com", false],
    ["ar-events", "ar-events@appspot.gserviceaccount.com", true],
    ["ar-events", "someone@example.com", false],
  ] as const)
    assert.equal(standsIn(place(project), account), stands, account);
});
