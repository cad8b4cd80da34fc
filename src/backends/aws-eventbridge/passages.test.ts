import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../../test-support/compiled.ts";
import { onStack } from "../../test-support/stack.ts";
import type { Backend } from "../backend.ts";
import { awsEventbridge } from "./index.ts";
import { passages } from "./passages.ts";

const backend = awsEventbridge as Backend;

async function passagesIn(teams: string) {
  const input = onStack(backend, await compiled(`version: 1\norganization: ar\nteams:\n${teams}`));
  return passages(backend.resources(input));
}

test("an event passes through its owner's bus to each of its queues, whatever the pattern looks like", async () => {
  const found = await passagesIn(`
  crm: { events: { A: , B: } }
  web:
    events: { C: }
    subscriptions:
      - { event: A, filter: { k: v } }
      - { queue: q, events: [A, B] }
  shop: { subscriptions: [{ queue: all, events: [A, C] }] }`);
  const sorted = found.map(({ event, queue, through, open }) => `${event} ${queue} ${through} ${open}`).sort();
  assert.deepEqual(sorted, [
    "A shop/all ar_crm true",
    "A web/A ar_crm true",
    "A web/q ar_crm true",
    "B web/q ar_crm true",
    "C shop/all ar_web true",
  ]);
});

test("while an event is retired it passes, and nobody may publish it", async () => {
  const [only, ...more] = await passagesIn(
    "  crm: { events: { A: { retired: drain }, B: } }\n  web: { subscriptions: [A] }",
  );
  assert.deepEqual(only, { event: "A", queue: "web/A", through: "ar_crm", open: false });
  assert.deepEqual(more, []);
});

test("a later generation of a queue is another queue", async () => {
  const found = await passagesIn("  crm: { events: { A: } }\n  web: { subscriptions: [{ event: A, generation: 2 }] }");
  assert.deepEqual(
    found.map(({ queue }) => queue),
    ["web/A~g2"],
  );
});

test("alternatives are all looked at, and what is no document tells nothing", () => {
  const rule = (eventPattern: unknown) => ({
    id: "rule:web/q/crm",
    type: "aws:cloudwatch/eventRule:EventRule",
    properties: { eventBusName: "b", eventPattern },
  });
  const pattern = { source: ["s"], $or: [{ "detail-type": ["A"] }, { "detail-type": ["B", "A"] }] };
  assert.deepEqual(
    passages([rule(JSON.stringify(pattern))]).map(({ event, open }) => [event, open]),
    [
      ["A", false],
      ["B", false],
    ],
  );
  assert.deepEqual(passages([rule("{"), rule(undefined)]), []);
});
