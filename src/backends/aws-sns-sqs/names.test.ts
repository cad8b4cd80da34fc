import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../aws/test-support/input.ts";
import { topicArn, topicName } from "./names.ts";

test("a plain event can be read in its topic's name", () => {
  assert.equal(topicName("ar", "CUSTOMER_CREATED"), "ar_CUSTOMER_CREATED");
  assert.equal(topicArn(place, "ar", "CUSTOMER_CREATED"), "arn:aws:sns:eu-west-1:111122223333:ar_CUSTOMER_CREATED");
});

test("SNS has no dots in names: events that differ only there stay distinct", () => {
  const [dot, dash] = [topicName("ar", "visit.booked"), topicName("ar", "visit-booked")];
  assert.match(dot, /^ar_visit-booked-[0-9a-f]{8}$/);
  assert.equal(dash, "ar_visit-booked");
});
