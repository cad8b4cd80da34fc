import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { exampleFolder, folderWith, runIn } from "./test-support/run-in.ts";

const TOPOLOGY = `version: 1
organization: ar
teams:
  crm: { events: { A: {} } }
  sales: { subscriptions: [A] }
`;
const POLICY = `version: 1
rules:
  - rule: event-description
    level: error
    message: tell what happened
  - { rule: team-contact, level: warning, teams: [sales] }
`;

test("the policy beside the topology is applied, in its own words", async (context) => {
  const folder = folderWith(context, { "a/topology.yaml": TOPOLOGY, "a/topology.policy.yaml": POLICY });
  const { exitCode, stdout, stderr } = await runIn(folder, ["validate", "--file", "a/topology.yaml"]);
  assert.equal(
    stderr,
    `a/topology.yaml:4:20 error policy/event-description the event A has no description: tell what happened
4 |   crm: { events: { A: {} } }
  |                    ^
a/topology.policy.yaml:3:11 note the policy asks for it here
3 |   - rule: event-description
  |           ^^^^^^^^^^^^^^^^^

a/topology.yaml:5:3 warning policy/team-contact the team sales has no contact
5 |   sales: { subscriptions: [A] }
  |   ^^^^^
a/topology.policy.yaml:6:13 note the policy asks for it here
6 |   - { rule: team-contact, level: warning, teams: [sales] }
  |             ^^^^^^^^^^^^

1 error, 1 warning
`,
  );
  assert.equal(stdout, "");
  assert.equal(exitCode, 1);
});

test("--no-policy leaves it out; warnings count for --max-warnings", async (context) => {
  const folder = folderWith(context, { "topology.yaml": TOPOLOGY, "topology.policy.yaml": POLICY });
  assert.equal((await runIn(folder, ["validate", "--no-policy"])).exitCode, 0);
  const only = folderWith(context, {
    "topology.yaml": TOPOLOGY,
    "topology.policy.yaml": "version: 1\nrules: [{ rule: team-contact, level: warning }]\n",
  });
  assert.equal((await runIn(only, ["validate"])).exitCode, 0);
  assert.equal((await runIn(only, ["validate", "--max-warnings", "1"])).exitCode, 1);
});

test("--policy names another file; a missing or bad one is an error", async (context) => {
  const folder = folderWith(context, {
    "topology.yaml": TOPOLOGY,
    "platform/p.yaml": "version: 1\nrules: [{ rule: team-name, level: error, pattern: crm, teams: [sals] }]\n",
    "bad.yaml": "version: 1\nrules: [{ rule: team-nam, level: error }]\n",
  });
  const told = async (policy: string) => (await runIn(folder, ["validate", "--policy", policy])).stderr;
  assert.match(
    await told("platform/p.yaml"),
    /^platform\/p\.yaml:2:\d+ warning unknown-policy-name .*did you mean "sales"\?/,
  );
  assert.match(await told("gone.yaml"), /^gone\.yaml:1:1 error file-not-found /);
  assert.match(await told("bad.yaml"), /^bad\.yaml:2:17 error wrong-value .*did you mean "team-name"\?/);
  assert.equal((await runIn(folder, ["validate", "--policy", "bad.yaml"])).exitCode, 1);
});

test("a stack on a cloud that is not allowed is told at its place", async (context) => {
  const policy = "version: 1\nrules: [{ rule: allowed-backends, level: error, backends: [gcp-pubsub, aws-sns] }]\n";
  const folder = exampleFolder(context, { "topology.policy.yaml": policy });
  const { stdout } = await runIn(folder, ["validate", "--stack", "aws-sns-sqs", "--format", "json"]);
  const found = JSON.parse(stdout).diagnostics.map(
    ({ code, file, line }: { code: string; file: string; line: number }) => `${code} ${file}:${line}`,
  );
  assert.deepEqual(found, [
    "policy/allowed-backends stacks/Pulumi.aws-sns-sqs.yaml:3",
    "unknown-policy-name topology.policy.yaml:2",
  ]);
  assert.equal((await runIn(folder, ["validate", "--stack", "gcp-pubsub"])).exitCode, 0);
});

test("a topology with errors is not held against the policy, but the policy's own mistakes are told", async (context) => {
  const folder = folderWith(context, {
    "topology.yaml": TOPOLOGY.replace("[A]", "[B]"),
    "topology.policy.yaml": 'version: 1\nrules: [{ rule: event-name, level: error, pattern: "(" }]\n',
  });
  const { stdout } = await runIn(folder, ["validate", "--format", "json"]);
  assert.deepEqual(
    JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code),
    ["bad-policy-pattern", "unknown-event"],
  );
});

test("the example that comes with the repository keeps its policy, with one warning", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const file = "docs/examples/policy/topology.yaml";
  const { exitCode, stderr } = await runIn(root, ["validate", "--file", file, "--format", "text"]);
  assert.equal(exitCode, 0, stderr);
  assert.match(
    stderr,
    /^docs\/examples\/policy\/topology\.yaml:\d+:7 warning policy\/event-schema the event CARD_BLOCKED/,
  );
  assert.match(stderr, /\n1 warning\n$/);
});
