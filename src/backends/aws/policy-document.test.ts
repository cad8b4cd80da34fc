import assert from "node:assert/strict";
import { test } from "node:test";
import { oneOrMany, policyDocument } from "./policy-document.ts";

test("a list of one is its only member; others stay lists", () => {
  assert.equal(oneOrMany(["a"]), "a");
  assert.deepEqual(oneOrMany(["a", "b"]), ["a", "b"]);
  assert.deepEqual(oneOrMany([]), []);
});

test("a document says its version and sorts its keys", () => {
  const text = policyDocument([{ Sid: "A", Resource: "r", Effect: "Allow", Action: ["b", "a"] }], "topic");
  assert.equal(
    text,
    '{"Id":"topic","Statement":[{"Action":["b","a"],"Effect":"Allow","Resource":"r","Sid":"A"}],"Version":"2012-10-17"}',
  );
});
