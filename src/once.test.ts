import assert from "node:assert/strict";
import { test } from "node:test";
import { once } from "./once.ts";

test("the answer for an input is worked out once, also when it is undefined", () => {
  const asked: string[] = [];
  const answer = once(({ name }: { readonly name: string }) => {
    asked.push(name);
    return name === "none" ? undefined : name.length;
  });
  const [one, none] = [{ name: "one" }, { name: "none" }];
  assert.deepEqual([answer(one), answer(none), answer(one), answer(none)], [3, undefined, 3, undefined]);
  assert.equal(answer({ name: "one" }), 3);
  assert.deepEqual(asked, ["one", "none", "one"]);
});
