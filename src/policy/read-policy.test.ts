import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { nodeFiles } from "../files.ts";
import { fc } from "../test-support/fast-check.ts";
import { memoryFiles } from "../test-support/memory-files.ts";
import { textAt } from "../test-support/problems.ts";
import { readPolicy } from "./read-policy.ts";

const schema = JSON.parse(readFileSync(new URL("../../schemas/policy.schema.json", import.meta.url), "utf8"));

async function problems(text: string): Promise<readonly string[]> {
  const { policy, diagnostics, sources } = await readPolicy("p.yaml", memoryFiles({ "p.yaml": text }));
  assert.equal(policy === undefined, diagnostics.length > 0);
  return diagnostics.map(({ code, message, span }) => `${code} "${textAt(span, sources)}" ${message}`);
}

const ruleProblems = (rule: string) => problems(`version: 1\nrules:\n  - ${rule}\n`);

test("every rule of the schema is understood, with its names and bounds", async () => {
  const { policy, diagnostics } = await readPolicy(
    "docs/examples/policy/topology.policy.yaml",
    nodeFiles(fileURLToPath(new URL("../..", import.meta.url))),
  );
  assert.deepEqual(diagnostics, []);
  const retention = policy?.rules.find(({ rule }) => rule === "retention");
  assert.deepEqual(retention, {
    rule: "retention",
    level: "error",
    min: 86_400,
    max: 14 * 86_400,
    span: retention?.span,
  });
  const known: readonly string[] = schema.$defs.rule.properties.rule.enum;
  const minimal: Readonly<Record<string, string>> = {
    "team-name": ", pattern: a",
    "event-name": ", pattern: a",
    "queue-name": ", pattern: a",
    retention: ", min: 1d",
    "ack-deadline": ", max: 1d",
    "delivery-attempts": ", max: 7",
    "forbidden-subscription": ", owners: [a]",
    "required-filter": ", events: [A]",
    "allowed-backends": ", backends: [x]",
  };
  for (const rule of known)
    assert.deepEqual(await ruleProblems(`{ rule: ${rule}, level: error${minimal[rule] ?? ""} }`), [], rule);
  for (const rule of Object.keys(minimal)) {
    const [problem = ""] = await ruleProblems(`{ rule: ${rule}, level: error }`);
    assert.match(problem, /^missing-key /, rule);
  }
});

test("mistakes are told with their places and a way out", async () => {
  assert.deepEqual(await ruleProblems("{ rule: event-nam, level: error, pattern: x }"), [
    `wrong-value "event-nam" "rule" must be ${schema.$defs.rule.properties.rule.enum.map((name: string) => `"${name}"`).join(" or ")}, not "event-nam"; did you mean "event-name"?`,
  ]);
  assert.deepEqual(await ruleProblems("{ rule: event-name, level: error, patern: x, pattern: x }"), [
    'unknown-key "patern" unknown key "patern" in entry 1 of "rules"; did you mean "pattern"?',
  ]);
  assert.deepEqual(await ruleProblems("{ rule: retention, level: fatal, max: 7 }"), [
    'wrong-type "7" "max" must be a text, not 7: a whole number with s, m, h or d, for example 7d',
    'wrong-value "fatal" "level" must be "error" or "warning", not "fatal"',
  ]);
  assert.deepEqual(await ruleProblems("{ rule: allowed-backends, level: error, backends: [x], teams: [crm] }"), [
    'unknown-key "teams" unknown key "teams" in entry 1 of "rules"',
  ]);
  assert.deepEqual(await ruleProblems("{ level: error }"), [
    'missing-key "{ level: error }" the key "rule" is missing in entry 1 of "rules"; add it',
  ]);
  assert.deepEqual(await ruleProblems('{ rule: event-name, level: error, pattern: "[a" }'), [
    'bad-policy-pattern ""[a"" the pattern is not a regular expression: Unterminated character class',
  ]);
  assert.deepEqual(await ruleProblems("{ rule: ack-deadline, level: error, min: 5m, max: 60s }"), [
    'bad-policy-bounds "ack-deadline" no ack-deadline is both at least min and at most max; min has to be the smaller one',
  ]);
});

test("what is no policy at all is told, too", async () => {
  for (const [text, code] of [
    ["", "empty-file"],
    ["- a", "wrong-type"],
    ["rules: []", "missing-key"],
    ["version: 2\nrules: []", "wrong-value"],
    ["version: 1\nrules: null", "wrong-type"],
    ["version: 1\nrules: [null]", "wrong-type"],
    ["version: 1\nrules: [[", "yaml-syntax"],
  ] as const) {
    const { policy, diagnostics } = await readPolicy("p.yaml", memoryFiles({ "p.yaml": text }));
    assert.equal(policy, undefined);
    assert.equal(diagnostics[0]?.code, code, text);
  }
  const { policy, diagnostics } = await readPolicy("p.yaml", memoryFiles({}));
  assert.equal(policy, undefined);
  assert.equal(diagnostics[0]?.code, "file-not-found");
});

test("no value makes it throw", async () => {
  const key = fc.constantFrom(
    "rule",
    "level",
    "message",
    "pattern",
    "min",
    "max",
    "teams",
    "owners",
    "events",
    "backends",
  );
  const word = fc.constantFrom(...schema.$defs.rule.properties.rule.enum, "error", "warning", "7d", "(", "__proto__");
  const value = fc.oneof(word, fc.string(), fc.integer(), fc.constant(null), fc.array(word, { maxLength: 2 }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.dictionary(key, value)), async (rules) => {
      const text = stringify({ version: 1, rules });
      const { policy, diagnostics } = await readPolicy("p.yaml", memoryFiles({ "p.yaml": text }));
      assert.equal(policy === undefined, diagnostics.length > 0);
    }),
  );
});
