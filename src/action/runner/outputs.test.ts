import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../test-support/repository.ts";
import { outputsIn } from "../test-support/runner-log.ts";
import { setOutputs } from "./outputs.ts";

test("values reach the runner as they are, and none can set another output", async (context) => {
  const file = join(temporaryFolder(context), "output");
  writeFileSync(file, "before=1\n");
  const values = {
    number: 3,
    empty: "",
    lines: "a\n\nb\n",
    forged: "x\ndangerous=0\nEOF\nreport<<EOF\nnothing\nEOF",
  };
  await setOutputs(file, values);
  assert.deepEqual(outputsIn(readFileSync(file, "utf8")), { before: "1", ...values, number: "3" });
});

test("the delimiter cannot be known before", async (context) => {
  const file = join(temporaryFolder(context), "output");
  await setOutputs(file, { a: "1", b: "2" });
  await setOutputs(file, { a: "1" });
  const delimiters = [...readFileSync(file, "utf8").matchAll(/<<(.+)$/gm)].map(([, delimiter]) => delimiter);
  assert.equal(new Set(delimiters).size, 3);
  for (const delimiter of delimiters) assert.ok((delimiter ?? "").length >= 32, delimiter);
});

test("outside a runner nothing happens", async () => {
  await setOutputs(undefined, { a: "1" });
});
