import assert from "node:assert/strict";
import { test } from "node:test";
import { startOf } from "../diagnostic.ts";
import { checkMarks, type Mark } from "./mark.ts";

const span = startOf("stack");
const attribute = (name: string, value: string): Mark => ({ where: "attributes", name, value });

function problems(...marks: readonly (Mark | undefined)[]): readonly string[] {
  return checkMarks(marks.map((mark, at) => ({ event: `E${at + 1}`, by: "hub", mark, span }))).map(
    ({ message }) => message,
  );
}

test("one attribute with a value for each tells events apart", () => {
  assert.deepEqual(problems(attribute("type", "a"), attribute("type", "b"), attribute("type", "c")), []);
  assert.deepEqual(problems(undefined), []);
  const on = (by: string) => ({ event: by, by, mark: undefined, span });
  assert.deepEqual(checkMarks([on("one"), on("other")]), []);
});

test("without one, by two, or by one value, they are not", () => {
  assert.deepEqual(problems(attribute("type", "a"), undefined), [
    "E2 and E1 are both carried by hub, and nothing tells them apart; say for both which attribute does",
  ]);
  assert.deepEqual(problems(attribute("type", "a"), attribute("kind", "b")), [
    "E2 and E1 are both carried by hub, and one is told by the attribute type and the other by the attribute kind, so that a message could be both; tell them apart by the same one",
  ]);
  assert.deepEqual(problems(attribute("type", "a"), { where: "body", name: "type", value: "b" }), [
    "E2 and E1 are both carried by hub, and one is told by the attribute type and the other by the field type of the body, so that a message could be both; tell them apart by the same one",
  ]);
  assert.deepEqual(problems(attribute("type", "a"), attribute("type", "b"), attribute("type", "b")), [
    "E3 and E2 are both carried by hub, and both are told by type: b; give each its own value",
  ]);
});
