import assert from "node:assert/strict";
import { test } from "node:test";
import { editBetween, told } from "./test-support/edit-between.ts";
import { undrained } from "./undrained.ts";

const CRM = "  crm: { events: { A: , B: } }\n";
const RETIRED = (mode: string) => ({ teams: `${CRM}  web: { subscriptions: [A, { event: B, retired: ${mode} }] }` });
const GONE = { teams: `${CRM}  web: { subscriptions: [A] }` };

test("a queue that is not empty is not deleted, whichever of its parts holds something", async () => {
  const edit = await editBetween("aws-sns-sqs", RETIRED("drain"), GONE);
  const depths = new Map([
    ["subscription:web/B", 3],
    ["dead-letter-queue:web/B", 1],
  ]);
  const asked: string[] = [];
  const diagnostics = await undrained(edit, async ({ id }) => {
    asked.push(id);
    return depths.get(id) ?? 0;
  });
  assert.deepEqual(asked.sort(), ["dead-letter-queue:web/B", "subscription:web/B", "undeliverable-queue:web/B"]);
  assert.deepEqual(told(diagnostics), [
    '5 not-drained web/B is to be deleted once it is empty, and is not: 1 message in its dead-letter queue, 3 messages in the queue itself; have them read, or put it back with "retired: delete" (or "retain"), deploy that, and remove it then',
  ]);
});

test("an empty one may go", async () => {
  for (const backend of ["gcp-pubsub", "aws-sns-sqs", "aws-eventbridge"])
    assert.deepEqual(await undrained(await editBetween(backend, RETIRED("drain"), GONE), async () => 0), []);
});

test("nobody asks about what may be deleted as it is, or stays in the cloud, or was not removed", async () => {
  const ask = () => assert.fail("asked");
  for (const mode of ["delete", "retain"])
    assert.deepEqual(await undrained(await editBetween("gcp-pubsub", RETIRED(mode), GONE), ask), []);
  assert.deepEqual(await undrained(await editBetween("gcp-pubsub", RETIRED("drain"), RETIRED("drain")), ask), []);
});

test("what cannot be asked counts as not empty", async () => {
  const edit = await editBetween("gcp-pubsub", RETIRED("drain"), GONE);
  const diagnostics = await undrained(edit, async () => {
    throw new Error("7 PERMISSION_DENIED: monitoring.timeSeries.list");
  });
  const [only, ...more] = told(diagnostics);
  assert.match(
    only ?? "",
    /^5 depth-unknown web\/B is to be deleted once it is empty, and how many messages are in .* is not known: 7 PERMISSION_DENIED: monitoring\.timeSeries\.list; see that the deployer may ask, or put it back with "retired: delete"/,
  );
  assert.deepEqual(more, []);
});

test("the former generation is told at the one that follows it", async () => {
  const of = (more: string) => ({ teams: `${CRM}  web: { subscriptions: [{ event: A, generation: 2${more} }] }` });
  const edit = await editBetween("gcp-pubsub", of(", previous: {}"), of(""));
  const diagnostics = await undrained(edit, async ({ id }) => (id.startsWith("feed:") ? 2 : 0));
  const [only] = told(diagnostics);
  assert.match(
    only ?? "",
    /^5 not-drained generation 1 of web\/A is to be deleted once it is empty, and is not: 2 messages in its subscription of A; /,
  );
});

test("of an event that leaves a queue, its own subscription is asked", async () => {
  const of = (b: string) => ({ teams: `${CRM}  web: { subscriptions: [{ queue: q, events: [A${b}] }] }` });
  const edit = await editBetween("gcp-pubsub", of(", { event: B, retired: drain }"), of(""));
  const asked: string[] = [];
  await undrained(edit, async ({ id }) => asked.push(id) * 0);
  assert.deepEqual(asked, ["feed:web/q/B"]);
});
