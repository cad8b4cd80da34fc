import assert from "node:assert/strict";
import { test } from "node:test";
import type { InputProperties } from "../input-property.ts";
import { recordedOnlyTypes } from "../recorded.ts";
import { nameOf, regionOf } from "./arn.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import { aws } from "./aws.ts";
import { connect } from "./connection.ts";
import { parseQueueUrl, queueUrl } from "./queue-url.ts";
import { fromTagList, tagChanges, toTagList } from "./tags.ts";

test("EventBridge Schemas is what the local stack only records", () => {
  assert.deepEqual(recordedOnlyTypes(aws), ["aws:schemas/registry:Registry", "aws:schemas/schema:Schema"]);
});

test("queue URLs are AWS's own", () => {
  assert.equal(queueUrl("eu-west-1", "111111111111", "q"), "https://sqs.eu-west-1.amazonaws.com/111111111111/q");
  const china = queueUrl("cn-north-1", "111111111111", "q.fifo");
  assert.equal(china, "https://sqs.cn-north-1.amazonaws.com.cn/111111111111/q.fifo");
  assert.deepEqual(parseQueueUrl(china), { region: "cn-north-1", account: "111111111111", name: "q.fifo" });
  assert.throws(() => parseQueueUrl("http://127.0.0.1:4566/111111111111/q"), /is not a queue URL/);
});

test("ARNs tell name and region", () => {
  assert.equal(nameOf("arn:aws:events:eu-west-1:1:event-bus/b", "/"), "b");
  assert.equal(nameOf("b", "/"), "b");
  assert.equal(regionOf("arn:aws:sns:eu-west-1:1:t"), "eu-west-1");
  assert.throws(() => regionOf("t"), /"t" is not an ARN/);
});

test("inputs become attributes and come back with their types", () => {
  const names = { size: "Size", isOpen: "IsOpen", document: "Document", key: "Key" };
  const properties: InputProperties = {
    size: { kind: "number", default: 7 },
    isOpen: { kind: "boolean" },
    document: { kind: "json" },
    key: { kind: "string" },
  };
  const inputs = { size: 3, isOpen: false, document: '{"a":1}', other: "x" };
  assert.deepEqual(toAttributes(names, inputs), { Size: "3", IsOpen: "false", Document: '{"a":1}' });
  assert.deepEqual(fromAttributes(names, properties, { Size: "3", IsOpen: "false", Document: '{"a":1}' }), {
    size: 3,
    isOpen: false,
    document: '{"a":1}',
    key: undefined,
  });
  const none = { size: 7, isOpen: undefined, document: undefined, key: undefined };
  assert.deepEqual(fromAttributes(names, properties, { Document: "{}", Key: "" }), none);
});

test("tags become lists and back, and only what differs is changed", () => {
  assert.deepEqual(fromTagList(toTagList({ a: "1", b: "2" })), { a: "1", b: "2" });
  assert.equal(fromTagList([]), undefined);
  assert.deepEqual(tagChanges({ a: "1", b: "2" }, { b: "3", c: "4" }), { set: { b: "3", c: "4" }, remove: ["a"] });
  assert.deepEqual(tagChanges(undefined, undefined), { set: {}, remove: [] });
});

test("the account has 12 digits, the region is set, and the endpoint is known", () => {
  const environment = { AWS_ENDPOINT_URL: "https://127.0.0.1:1" };
  const good = { region: "eu-west-1", allowedAccountIds: ["111111111111"] };
  assert.equal(connect(good, environment).account, "111111111111");
  assert.throws(() => connect(good, {}), /AWS_ENDPOINT_URL/);
  assert.throws(() => connect({ ...good, region: "" }, environment), /"region"/);
  assert.throws(() => connect({ region: "eu-west-1" }, environment), /"allowedAccountIds"/);
  assert.throws(() => connect({ ...good, allowedAccountIds: ["me"] }, environment), /12 digits/);
});
