import assert from "node:assert/strict";
import { test } from "node:test";
import { carried } from "./aws-body.ts";

const ENVELOPE = JSON.stringify({ topic: "CUSTOMER_CREATED", data: { id: 7 } });

test("a raw message and an event's part are what was published", () => {
  for (const text of [ENVELOPE, "not json", "[]", '{"Type":"Notification"}', '{"detail-type":"A"}'])
    assert.deepEqual(carried(text), { text, attributes: {} });
});

test("SNS's notification carries the message and its attributes", () => {
  const notification = {
    Type: "Notification",
    MessageId: "m",
    Message: ENVELOPE,
    MessageAttributes: { country: { Type: "String", Value: "th" }, odd: "x" },
  };
  assert.deepEqual(carried(JSON.stringify(notification)), { text: ENVELOPE, attributes: { country: "th" } });
  const plain = { Type: "Notification", Message: ENVELOPE };
  assert.deepEqual(carried(JSON.stringify(plain)), { text: ENVELOPE, attributes: {} });
});

test("a whole event carries the message and its attributes", () => {
  const detail = { attributes: { country: "th", odd: 1 }, message: JSON.parse(ENVELOPE) as unknown };
  const event = { version: "0", "detail-type": "CUSTOMER_CREATED", source: "crm", detail };
  assert.deepEqual(carried(JSON.stringify(event)), { text: ENVELOPE, attributes: { country: "th" } });
});
