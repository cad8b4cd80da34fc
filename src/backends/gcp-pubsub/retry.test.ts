import assert from "node:assert/strict";
import { test } from "node:test";
import type { Backend } from "../backend.ts";
import { sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";
import { retryPolicy } from "./retry.ts";

for (const [retry, minimumBackoff, maximumBackoff] of [
  [{}, "10s", "600s"],
  [{ minimumSeconds: 0 }, "0s", "600s"],
  [{ minimumSeconds: 600 }, "600s", "600s"],
  [{ maximumSeconds: 60 }, "10s", "60s"],
  [{ maximumSeconds: 5 }, "5s", "5s"],
  [{ minimumSeconds: 1, maximumSeconds: 2 }, "1s", "2s"],
] as const)
  test(`${JSON.stringify(retry)} waits from ${minimumBackoff} to ${maximumBackoff}`, () =>
    assert.deepEqual(retryPolicy({ retry }), { retryPolicy: { minimumBackoff, maximumBackoff } }));

test("without a word of it the defaults are written down", () =>
  assert.deepEqual(retryPolicy({}), { retryPolicy: { minimumBackoff: "10s", maximumBackoff: "600s" } }));

test("waits and retentions that Pub/Sub does not take are errors where they are declared", async () => {
  const teams = `crm: { events: { CREATED: { retention: 9m }, UPDATED: { retention: 32d } } }
marketing: { subscriptions: [{ event: CREATED, retry: { minimum: 11m, maximum: 12m } }] }`;
  const backend = gcpPubsub as Backend;
  const found = backend.check(await sceneOn(backend, { teams })).filter(({ code }) => code === "out-of-range");
  assert.deepEqual(
    found.map(({ severity, message, span: { file } }) => [severity, file, message.split(" (")[0]]),
    [
      ["error", "topology.yaml", "the retention of CREATED is 9m; Pub/Sub takes 10m to 31d"],
      ["error", "topology.yaml", "the retention of UPDATED is 32d; Pub/Sub takes 10m to 31d"],
      [
        "error",
        "topology.yaml",
        "the shortest wait before a retry of marketing/CREATED is 11m; Pub/Sub takes 0s to 10m",
      ],
      [
        "error",
        "topology.yaml",
        "the longest wait before a retry of marketing/CREATED is 12m; Pub/Sub takes 0s to 10m",
      ],
    ],
  );
});
