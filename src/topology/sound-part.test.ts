import assert from "node:assert/strict";
import { test } from "node:test";
import { salvage } from "../compile.ts";
import { fc } from "../test-support/fast-check.ts";
import { memoryFiles } from "../test-support/memory-files.ts";

/** Ids of what can be read of these teams. */
async function readable(teams: string): Promise<readonly string[]> {
  const text = `version: 1\norganization: ar\nteams:\n${teams}`;
  const { desired } = await salvage("topology.yaml", memoryFiles({ "topology.yaml": text }));
  return [...desired.topics, ...desired.subscriptions.flatMap((one) => [one, ...one.feeds])].map(({ id }) => id);
}

test("of two owners the first stays", async () => {
  assert.deepEqual(await readable("  crm: { events: { A: {} } }\n  sales: { events: { A: {}, B: {} } }"), [
    "topic:A",
    "topic:B",
  ]);
});

test("a subscription to an unknown event goes, one that knows another event stays", async () => {
  assert.deepEqual(
    await readable(
      "  crm: { events: { A: {} } }\n  sales: { subscriptions: [NO, { queue: q, events: [NO, A, A] }, A, A] }",
    ),
    ["topic:A", "subscription:sales/A", "feed:sales/A/A", "subscription:sales/q", "feed:sales/q/A"],
  );
});

test("a file that is not well-formed is read as far as it can be", async () => {
  assert.deepEqual(await readable("  crm: { events: { A: {} } }\n  sales: { events: { B: {} }, subscriptions: [A"), [
    "topic:A",
    "topic:B",
    "subscription:sales/A",
    "feed:sales/A/A",
  ]);
  assert.deepEqual(await readable("  crm: { events: { A: {} } }\n  crm: { events: { B: {} } }\n\tx: 1"), ["topic:B"]);
});

test("property: whatever the text is, it can be resolved", async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "teams:",
      "\n",
      "  ",
      "crm: ",
      "{",
      "}",
      "[",
      "]",
      "A",
      "events: ",
      "subscriptions: ",
      "- ",
      ":",
      "*a",
      "&a ",
      "include: x",
    ),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      await readable(`  crm: { events: { A: {} } }\n${pieces.join("")}`);
    }),
  );
});
