import assert from "node:assert/strict";
import { test } from "node:test";
import { shortened } from "./shortened.ts";
import { editBetween, told } from "./test-support/edit-between.ts";

const of = (retention: string) => ({
  teams: `  crm: { events: { A: , B: } }\n  web: { subscriptions: [{ queue: q, events: [A, B], retention: ${retention} }] }`,
});

for (const backend of ["gcp-pubsub", "aws-sns-sqs", "aws-eventbridge"])
  test(`on ${backend} a shorter retention drops what has waited longer: one warning for the queue`, async () => {
    const diagnostics = shortened(await editBetween(backend, of("7d"), of("1h")));
    assert.deepEqual(
      told(diagnostics).map((line) => line.slice(2)),
      [
        "shorter-retention web/q keeps messages for 3600 seconds instead of 604800; those that have waited longer are dropped when this is deployed",
      ],
    );
    assert.equal(diagnostics[0]?.severity, "warning");
    assert.deepEqual(shortened(await editBetween(backend, of("1h"), of("7d"))), []);
  });
