import assert from "node:assert/strict";
import { test } from "node:test";
import type { Backend } from "../backend.ts";
import { type Scene, sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";
import { agent } from "./test-support/gcp-input.ts";

const backend = gcpPubsub as Backend;
const KEY = "projects/ar-keys/locations/global/keyRings/events/cryptoKeys/topics";
const TEAMS = `crm: { events: { CREATED: {} } }
marketing: { subscriptions: [CREATED] }`;
const GRANT = `grant:key:${KEY}/cryptoKeyEncrypterDecrypter/${agent}`;

async function made(scene: Omit<Scene, "teams">) {
  const input = await sceneOn(backend, { teams: TEAMS, ...scene });
  assert.deepEqual(backend.check(input), []);
  return backend.resources(input);
}

test("every topic, also of dead letters, has the key, and waits until Pub/Sub may use it", async () => {
  const resources = await made({ place: { kmsKey: KEY } });
  const topics = resources.filter(({ type }) => type === "gcp:pubsub/topic:Topic");
  assert.equal(topics.length, 2);
  for (const { properties, dependsOn } of topics) {
    assert.equal(properties["kmsKeyName"], KEY);
    assert.ok(dependsOn.includes(GRANT));
  }
  const grants = resources.filter(({ type }) => type.includes("kms"));
  assert.deepEqual(
    grants.map(({ id, team, properties, dependsOn, retainOnDelete }) => ({
      id,
      team,
      properties,
      dependsOn,
      retainOnDelete,
    })),
    [
      {
        id: GRANT,
        team: "",
        properties: {
          cryptoKeyId: KEY,
          role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
          member: agent,
        },
        dependsOn: ["service:pubsub.googleapis.com/identity"],
        retainOnDelete: true,
      },
    ],
  );
});

test("one team's key is for the topics that stand with it", async () => {
  const resources = await made({ placeOf: { crm: { kmsKey: KEY } } });
  const keys = resources.flatMap(({ id, properties }) => ("kmsKeyName" in properties ? [id] : []));
  assert.deepEqual(keys, ["topic:CREATED"]);
});

test("every topic is stored in the regions alone, in a stable order", async () => {
  const resources = await made({
    place: { storageRegions: ["europe-west3", "europe-west1"], enforceInTransit: true },
    placeOf: { marketing: { enforceInTransit: false } },
  });
  const policies = resources.flatMap(({ id, properties: { messageStoragePolicy } }) =>
    messageStoragePolicy === undefined ? [] : [[id, messageStoragePolicy]],
  );
  const allowedPersistenceRegions = ["europe-west1", "europe-west3"];
  assert.deepEqual(policies, [
    ["dead-letter-queue:marketing/CREATED", { allowedPersistenceRegions, enforceInTransit: false }],
    ["topic:CREATED", { allowedPersistenceRegions, enforceInTransit: true }],
  ]);
});

test("without settings, a topic has neither", async () => {
  for (const { properties } of await made({}))
    assert.ok(!("kmsKeyName" in properties || "messageStoragePolicy" in properties));
});

test("enforced regions that nobody names are an error at the key", async () => {
  const problem = async (scene: Omit<Scene, "teams">) =>
    backend.check(await sceneOn(backend, { teams: TEAMS, ...scene })).map(({ code, message }) => [code, message]);
  const missing = (path: string) => [
    [
      "regions-missing",
      `event-topology:${path}.enforceInTransit has no regions to enforce; add storageRegions beside it, or remove it`,
    ],
  ];
  assert.deepEqual(await problem({ place: { enforceInTransit: true } }), missing("gcp"));
  assert.deepEqual(await problem({ placeOf: { crm: { enforceInTransit: true } } }), missing("teams.crm.gcp"));
});

for (const place of [{ kmsKey: "topics" }, { storageRegions: [] }, { storageRegions: ["EU"] }])
  test(`${JSON.stringify(place)} is refused by the stack file's schema`, () =>
    assert.rejects(sceneOn(backend, { teams: TEAMS, place })));
