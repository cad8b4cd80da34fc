import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { codeownersLines } from "./codeowners-lines.ts";

const owned = (file: string, reviewers: readonly string[] = ["@a"]) => ({ file, teams: [], reviewers });

test("one line a file, from the root; a file without reviewers has none", () => {
  assert.deepEqual(
    codeownersLines(
      [owned("b.yaml", ["@ar/x", "y@z.example"]), owned("c.yaml", []), owned("a.yaml")],
      (file) => `d/${file}`,
    ),
    ["/d/a.yaml @a", "/d/b.yaml @ar/x y@z.example"],
  );
});

test("what has a meaning in a pattern becomes a wildcard for one character", () => {
  assert.deepEqual(
    codeownersLines([owned("te am#s/*[!x]\\\u202e\n@evil.yaml"), owned("größe.yaml")], (file) => file),
    ["/größe.yaml @a", "/te?am?s/???x????@evil.yaml @a"],
  );
});

test("no path makes a second line or a second owner", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (path) => {
      const [line = "", ...more] = codeownersLines([owned("f")], () => path);
      assert.deepEqual(more, []);
      assert.match(line, /^\/\S+ @a$/u);
      assert.doesNotMatch(line, /[#*[\]\\!\p{C}]/u);
      assert.equal([...line].length, [...path].length + 4);
    }),
  );
});
