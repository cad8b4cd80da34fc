import assert from "node:assert/strict";
import { test } from "node:test";
import type { Backend } from "../backend.ts";
import { sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";

const backend = gcpPubsub as Backend;
const TEAMS = `crm: { events: { CREATED: {}, UPDATED: {} } }
marketing:
  subscriptions: [{ queue: all, events: [CREATED, UPDATED], alarms: { deadLetters: 5, oldestMessage: 10m } }]`;
const CHANNELS = ["projects/ar-events/notificationChannels/2", "projects/ar-events/notificationChannels/1"];

test("a policy for the dead letters, and one for each subscription of the queue", async () => {
  const input = await sceneOn(backend, { teams: TEAMS, placeOf: { marketing: { notify: CHANNELS } } });
  assert.deepEqual(backend.check(input), []);
  const found = backend.resources(input).filter(({ type }) => type === "gcp:monitoring/alertPolicy:AlertPolicy");
  assert.deepEqual(
    found.map(({ id, name, team, dependsOn, holdsMessages }) => ({ id, name, team, dependsOn, holdsMessages })),
    [
      ["feed:marketing/all/CREATED", "oldest-message", "ar: old messages of CREATED in marketing/all"],
      ["feed:marketing/all/UPDATED", "oldest-message", "ar: old messages of UPDATED in marketing/all"],
      ["subscription:dead-letter-queue:marketing/all", "dead-letters", "ar: dead letters of marketing/all"],
    ].map(([of = "", kind, name]) => ({
      id: `alarm:${of}/${kind}`,
      name,
      team: "marketing",
      dependsOn: [of],
      holdsMessages: false,
    })),
  );
  assert.deepEqual(found.at(-1)?.properties, {
    project: "ar-events",
    displayName: "ar: dead letters of marketing/all",
    combiner: "OR",
    conditions: [
      {
        displayName: "dead letters of marketing/all",
        conditionThreshold: {
          filter:
            'resource.type="pubsub_subscription" AND resource.labels.subscription_id="ar_marketing_all-dlq" AND metric.type="pubsub.googleapis.com/subscription/num_undelivered_messages"',
          comparison: "COMPARISON_GT",
          thresholdValue: 4,
          duration: "0s",
          aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MAX" }],
        },
      },
    ],
    notificationChannels: [...CHANNELS].sort(),
    userLabels: { team: "marketing", queue: "all", "managed-by": "event-topology" },
  });
});

test("alarms of a team without channels are a warning, once, that names the key to add", async () => {
  const twice = `${TEAMS.slice(0, -1)}, { event: CREATED, alarms: { deadLetters: 1 } }]`;
  const found = backend.check(await sceneOn(backend, { teams: twice }));
  assert.deepEqual(
    found.map(({ code, severity, span: { file } }) => [code, severity, file]),
    [["alarm-without-channel", "warning", "topology.yaml"]],
  );
  assert.match(found[0]?.message ?? "", /add event-topology:teams\.marketing\.gcp\.notify/);
});

test("a former generation has alarms of its own", async () => {
  const teams = `crm: { events: { CREATED: {} } }
marketing:
  subscriptions:
    - { event: CREATED, alarms: { deadLetters: 1 }, filter: { a: b }, generation: 2, previous: {} }`;
  const input = await sceneOn(backend, { teams, place: { notify: CHANNELS } });
  const names = backend.resources(input).flatMap(({ type, name }) => (type.includes("alertPolicy") ? [name] : []));
  assert.deepEqual(names, [
    "ar: dead letters of marketing/CREATED",
    "ar: dead letters of marketing/CREATED (generation 2)",
  ]);
});
