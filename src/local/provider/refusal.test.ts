import assert from "node:assert/strict";
import { test } from "node:test";
import { hasName, refusal } from "./refusal.ts";

test("an error is one line: resource, name, message", () => {
  const error = Object.assign(new Error("A queue already exists"), { name: "QueueNameExists" });
  assert.equal(refusal("queue", error), "queue: QueueNameExists: A queue already exists");
  assert.equal(refusal("queue", new Error("plain")), "queue: plain");
  assert.equal(refusal("queue", "text"), "queue: text");
});

test("a failed connection says why, though its own message is empty", () => {
  const inner = new Error("connect ECONNREFUSED 127.0.0.1:1");
  assert.equal(refusal("queue", new AggregateError([inner])), "queue: connect ECONNREFUSED 127.0.0.1:1");
  assert.equal(refusal("queue", Object.assign(new Error(""), { code: "ECONNRESET" })), "queue: ECONNRESET");
});

test("errors are told apart by name", () => {
  const error = Object.assign(new Error(""), { name: "NotFound" });
  assert.ok(hasName(error, "Other", "NotFound"));
  assert.ok(!hasName(error, "Other") && !hasName("NotFound", "NotFound"));
});
