import assert from "node:assert/strict";
import { test } from "node:test";
import { effectsOf } from "./preview-effects.ts";
import { WrongUse } from "./wrong-use.ts";

const urn = (id: string) => `urn:pulumi:prod::event-topology::event-topology:index:Team$aws:sqs/queue:Queue::${id}`;

test("what is imported and then changed in the same run is told with its properties", () => {
  const steps = [
    { op: "create", urn: urn("policy:topic:A") },
    { op: "import", urn: urn("topic:A") },
    { op: "import", urn: urn("subscription:sales/A") },
    { op: "update", urn: urn("subscription:sales/A"), diffReasons: ["tags", "delaySeconds"] },
    { op: "update", urn: urn("subscription:sales/B"), diffReasons: ["tags"] },
  ];
  assert.deepEqual(effectsOf(JSON.stringify({ steps })), [
    { id: "subscription:sales/A", changes: [{ op: "update", properties: ["delaySeconds", "tags"] }] },
    { id: "topic:A", changes: [] },
  ]);
});

test("what is no preview is wrong use", () => {
  for (const text of ["", "[1]", "{}", '{"steps": 1}']) assert.throws(() => effectsOf(text), WrongUse, text);
});
