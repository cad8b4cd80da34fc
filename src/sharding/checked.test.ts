import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../test-support/compiled.ts";
import { checkedDigest } from "./checked.ts";

test("the same texts in any order are the same, and any other text, cut or schema is not", async () => {
  const { desired } = await compiled({ version: 1, organization: "ar", teams: { crm: {} } });
  const digest = checkedDigest(["a", "bc"], desired);
  assert.equal(checkedDigest(["bc", "a"], desired), digest);
  for (const texts of [["a", "bd"], ["ab", "c"], ["abc"], ["a", "bc", ""]])
    assert.notEqual(checkedDigest(texts, desired), digest, JSON.stringify(texts));
  assert.notEqual(checkedDigest(["a", "bc"], { ...desired, schemas: { "a.json": { type: "object" } } }), digest);
});
