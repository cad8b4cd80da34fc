import assert from "node:assert/strict";
import { test } from "node:test";
import { parseEnvelope } from "./envelope.ts";

test("an envelope is its topic and its data, whatever the data is", () => {
  for (const data of [{ id: 1 }, null, [], "text", 0]) {
    assert.deepEqual(parseEnvelope(JSON.stringify({ topic: "T", data }), "m"), { topic: "T", data });
  }
});

test("anything else names the message and shows its beginning", () => {
  for (const body of ["", "not json", "null", "[]", '"text"', '{"topic":1,"data":2}', '{"topic":"T"}', '{"data":1}']) {
    assert.throws(() => parseEnvelope(body, "m-1"), {
      message: `message m-1 is not an envelope {"topic", "data"}: ${body}`,
    });
  }
  assert.throws(
    () => parseEnvelope("x".repeat(1000), "m"),
    ({ message }: Error) => message.length < 300,
  );
});
