import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../../test-support/compiled.ts";
import { awsInput } from "./test-support/input.ts";
import { undeliverableQueues } from "./undeliverable-queues.ts";

/** The undeliverable queues of a queue `all` fed by two ordered and two other events, as far as they are named. */
async function queuesOf(events: string) {
  const { desired } = await compiled(`version: 1
organization: ar
teams:
  crm: { events: { A: {}, B: {}, C: { ordered: true }, D: { ordered: true } } }
  sales: { subscriptions: [{ queue: all, events: ${events} }] }
`);
  const input = { ...awsInput({ events: {} }), desired };
  const [subscription] = desired.subscriptions;
  assert.ok(subscription);
  return undeliverableQueues(input, subscription).map(({ id, queue, feeds, retired }) =>
    [id, queue.name, ...feeds.map(({ event }) => event), ...(retired === undefined ? [] : [retired])].join(" "),
  );
}

const STANDARD = "undeliverable-queue:sales/all ar_sales_all-undeliverable";
const FIFO = "undeliverable-queue:sales/all/fifo ar_sales_all-undeliverable.fifo";

for (const [what, events, expected] of [
  ["events without order", "[A, B]", [`${STANDARD} A B`]],
  ["ordered events, whatever the main queue is", "[C, D]", [`${FIFO} C D`]],
  ["both", "[A, C]", [`${STANDARD} A`, `${FIFO} C`]],
  ["an event that leaves the queue while others stay", "[A, { event: B, retired: drain }]", [`${STANDARD} A B`]],
  ["the last event of its kind", "[{ event: A, retired: delete }, C]", [`${STANDARD} A delete`, `${FIFO} C`]],
  [
    "the last two, of which one is to be retained",
    "[{ event: A, retired: drain }, { event: B, retired: retain }, C]",
    [`${STANDARD} A B retain`, `${FIFO} C`],
  ],
] as const)
  test(`undeliverable queues for ${what}`, async () => assert.deepEqual(await queuesOf(events), expected));
