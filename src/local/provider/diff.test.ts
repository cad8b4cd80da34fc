import assert from "node:assert/strict";
import { test } from "node:test";
import { diff } from "./diff.ts";
import { UNKNOWN } from "./input-property.ts";
import { sampleType } from "./test-support/sample-type.ts";

const old = { name: "a", place: "here", size: 3, document: '{"a": 1}', labels: { team: "crm" } };

test("the same inputs, however they are written, are no change", () => {
  assert.deepEqual(diff(sampleType(), old, { ...old, document: '{"a":1}' }).changes, []);
});

test("what is added, removed and changed is told apart and updated in place", () => {
  const { labels, ...rest } = old;
  assert.deepEqual(labels, { team: "crm" });
  assert.deepEqual(diff(sampleType(), old, { ...rest, size: 4, open: true }), {
    changes: [
      { key: "labels", kind: "delete", replaces: false },
      { key: "open", kind: "add", replaces: false },
      { key: "size", kind: "update", replaces: false },
    ],
    deleteBeforeReplace: false,
  });
});

test("what the cloud cannot change replaces; a resource with a name is deleted first", () => {
  assert.deepEqual(diff(sampleType(), old, { ...old, place: "there" }), {
    changes: [{ key: "place", kind: "update", replaces: true }],
    deleteBeforeReplace: true,
  });
  const { name: _name, ...nameless } = sampleType();
  assert.equal(diff(nameless, old, { ...old, place: "there" }).deleteBeforeReplace, false);
});

test("a value that is not known yet is a change", () => {
  const { changes } = diff(sampleType(), old, { ...old, labels: { team: UNKNOWN } });
  assert.deepEqual(changes, [{ key: "labels", kind: "update", replaces: false }]);
});

test("what the cloud chooses when it is left out stays as it is when it is removed", () => {
  assert.deepEqual(diff(sampleType(), { ...old, scope: "wide" }, old).changes, []);
  const { changes } = diff(sampleType(), old, { ...old, scope: "wide" });
  assert.deepEqual(changes, [{ key: "scope", kind: "add", replaces: false }]);
});
