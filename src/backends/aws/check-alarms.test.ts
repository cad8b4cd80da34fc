import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueueSketch } from "../test-support/input.ts";
import { checkAlarms } from "./check-alarms.ts";
import { awsInput, place } from "./test-support/input.ts";

const alarmed = (queue: string): QueueSketch => ({
  team: "sales",
  queue,
  events: ["A"],
  settings: { alarms: { deadLetters: 1 } },
});
const check = (queues: readonly QueueSketch[], notify?: string) =>
  checkAlarms(awsInput({ events: { A: "crm" }, queues }, notify === undefined ? {} : { place: { ...place, notify } }));

test("one warning a team whose alarms reach nobody, which names the key", () => {
  const [found, ...rest] = check([alarmed("q"), alarmed("r")]);
  assert.deepEqual(rest, []);
  assert.equal(found?.severity, "warning");
  assert.equal(found?.code, "alarm-without-channel");
  assert.equal(
    found?.message,
    "sales has alarms on q and 1 more but no channel in stack test: nobody is told when they go off; add event-topology:teams.sales.aws.notify, the ARN of an SNS topic",
  );
  assert.equal(found?.related?.length, 1);
});

test("a team without alarms needs no channel, and one in its region is fine", () => {
  assert.deepEqual(check([{ team: "sales", events: ["A"] }]), []);
  assert.deepEqual(check([alarmed("q")], "arn:aws:sns:eu-west-1:444455556666:alarms"), []);
});

test("a channel in another region is out of reach", () => {
  const [found, ...rest] = check([alarmed("q")], "arn:aws:sns:us-east-1:111122223333:alarms");
  assert.deepEqual(rest, []);
  assert.equal(found?.severity, "error");
  assert.equal(found?.code, "channel-in-other-region");
  assert.match(
    found?.message ?? "",
    /is in eu-west-1, .* which is in us-east-1; .* event-topology:teams\.sales\.aws\.notify/,
  );
});
