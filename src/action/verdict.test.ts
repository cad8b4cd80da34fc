import assert from "node:assert/strict";
import { test } from "node:test";
import { startOf } from "../diagnostic.ts";
import { failureOf, type Tally, tallyOf } from "./verdict.ts";

const NOTHING: Tally = { errors: 0, warnings: 0, changes: 0, dangerous: 0, attention: 0 };

test("counts problems and changes by how bad they are", () => {
  const problem = (severity: "error" | "warning") => ({ code: "x", severity, message: "m", span: startOf("a") });
  const problems = [problem("error"), problem("warning"), problem("warning")];
  assert.deepEqual(tallyOf(problems, ["safe", "dangerous", "safe", "attention", "attention"]), {
    errors: 1,
    warnings: 2,
    changes: 5,
    dangerous: 1,
    attention: 2,
  });
});

test("errors fail the step, warnings do not", () => {
  assert.equal(failureOf({ ...NOTHING, errors: 2 }, "never"), "the topology has 2 errors");
  assert.equal(failureOf({ ...NOTHING, warnings: 2 }, "any"), undefined);
});

test("fail-on sets from which severity on changes fail the step", () => {
  const failing = (tally: Partial<Tally>) =>
    (["never", "dangerous", "attention", "any"] as const).filter(
      (failOn) => failureOf({ ...NOTHING, ...tally }, failOn) !== undefined,
    );
  assert.deepEqual(failing({}), []);
  assert.deepEqual(failing({ changes: 1 }), ["any"]);
  assert.deepEqual(failing({ changes: 1, attention: 1 }), ["attention", "any"]);
  assert.deepEqual(failing({ changes: 1, dangerous: 1 }), ["dangerous", "attention", "any"]);
});
