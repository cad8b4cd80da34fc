import assert from "node:assert/strict";
import { test } from "node:test";
import { edits } from "../catalogue/test-support/edits.ts";
import { reviewedEdit } from "../catalogue/test-support/reviewed-edit.ts";
import { text } from "./text.ts";

async function textOf(name: string, colors = false): Promise<string> {
  const edit = edits.find((one) => one.name === name);
  assert.ok(edit, name);
  return text(await reviewedEdit(edit), colors);
}

test("a terminal gets everything, worst first, with places, ways and what happens on each stack", async () => {
  assert.equal(
    await textOf("feed-removed"),
    `main → change: 1 dangerous

dangerous
  customer-care changes its queue case-file: no longer fed by PAYMENT_FAILED  teams/customer-care.yaml:7:14
      events: ORDER_PLACED, PARCEL_DELIVERED, PAYMENT_FAILED, RETURN_REQUESTED → ORDER_PLACED, PARCEL_DELIVERED, RETURN_REQUESTED
      refused on: eventbridge, google
      Where an event has a queue of its own (on Google Pub/Sub; on EventBridge for what could not be delivered from another account), that one would be deleted with the messages in it, which the deploy refuses. Retire the event in the queue first (retired: drain), and none is lost.

affected
  customer-care directly, by its own queue case-file

stack google on gcp-pubsub: 3 deleted
  error: The deploy refuses it: teams/customer-care.yaml:7:14 PAYMENT_FAILED would leave customer-care/case-file, and what waits there of that would be deleted; put it back among its events as "{ event: PAYMENT_FAILED, retired: drain }", deploy that, and remove it once nothing waits.
  deleted feed:customer-care/case-file/PAYMENT_FAILED: Nothing in the file stands for it any more. The deploy refuses that, for messages would be lost.
  deleted grant:feed:customer-care/case-file/PAYMENT_FAILED/subscriber/serviceAccount:customer-care@harbor-events.iam.gserviceaccount.com: Nothing in the file stands for it any more.
  deleted grant:feed:customer-care/case-file/PAYMENT_FAILED/subscriber/serviceAccount:service-100000000001@gcp-sa-pubsub.iam.gserviceaccount.com: Nothing in the file stands for it any more.

stack sns on aws-sns-sqs: 1 deleted, 2 updated in place
  deleted feed:customer-care/case-file/PAYMENT_FAILED: Nothing in the file stands for it any more.
  updated in place subscription:customer-care/case-file (policy): The cloud changes it in place.
  updated in place undeliverable-queue:customer-care/case-file (policy): The cloud changes it in place.

stack eventbridge on aws-eventbridge: 5 deleted, 2 updated in place
  error: The deploy refuses it: teams/customer-care.yaml:7:14 all events of payments would leave customer-care/case-file, and what could not be delivered to it from there would be deleted; put one of them back among its events as "{ event: EVENT, retired: drain }", deploy that, and remove it once nothing waits.
  deleted policy:role:customer-care/case-file/payments: Nothing in the file stands for it any more.
  deleted role:customer-care/case-file/payments: Nothing in the file stands for it any more.
  deleted rule:customer-care/case-file/payments: Nothing in the file stands for it any more.
  deleted target:customer-care/case-file/payments: Nothing in the file stands for it any more.
  deleted undeliverable-queue:customer-care/case-file/payments: Nothing in the file stands for it any more. The deploy refuses that, for messages would be lost.
  updated in place policy:team:customer-care/customer-care (policy): The cloud changes it in place.
  updated in place subscription:customer-care/case-file (policy): The cloud changes it in place.
`,
  );
});

test("ways downstream are told step by step", async () => {
  const printed = await textOf("filter-narrowed");
  assert.match(printed, /^ {2}shipping directly, by its own queue ORDER_PICKED$/m);
  assert.match(printed, /^ {2}loyalty downstream, by shipping → PARCEL_DELIVERED → returns → RETURN_RECEIVED$/m);
});

test("colours only when asked for, and the same words with them", async () => {
  const [plain, colored] = [await textOf("event-moved"), await textOf("event-moved", true)];
  assert.ok(!plain.includes("\u001b") && colored.includes("\u001b["));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it
  assert.equal(colored.replace(/\u001b\[\d+m/g, ""), plain);
});

test("what has gone has its place in the base, and says so", async () => {
  assert.match(
    await textOf("subscription-removed"),
    /stops consuming PARCEL_DELIVERED {2}teams\/marketing\.yaml:9:7 before$/m,
  );
});
