import assert from "node:assert/strict";
import { test } from "node:test";
import { lazily, once } from "./once.ts";

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

test("what is worked out when it is first asked for is worked out once, also when it is undefined", () => {
  let asked = 0;
  const answer = lazily(() => {
    asked += 1;
    return undefined;
  });
  assert.equal(asked, 0);
  assert.deepEqual([answer(), answer()], [undefined, undefined]);
  assert.equal(asked, 1);
});
