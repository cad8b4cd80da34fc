import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { rules } from "./rules.ts";

test("a rule is a file of its code, has a test beside it, and is listed", () => {
  const files = readdirSync(import.meta.dirname);
  const named = files.filter((file) => !file.endsWith(".test.ts") && file !== "rule.ts" && file !== "rules.ts");
  assert.deepEqual(rules.map(({ code }) => `${code}.ts`).sort(), named.sort());
  for (const file of named) assert.ok(files.includes(file.replace(/\.ts$/, ".test.ts")), `${file} has no test`);
});
