import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { findById } from "./find-by-id.ts";

test("finds what a walk through the list finds", () => {
  const list = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(list, fc.string({ maxLength: 3 }), (ids, other) => {
      const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1)).map((id) => ({ id }));
      for (const id of [...ids, other])
        assert.equal(
          findById(sorted, id),
          sorted.find((one) => one.id === id),
        );
    }),
  );
});
