/**
 * The policy pack under the real engine. A released Pulumi starts a pack with `runtime: nodejs` itself; the Node host
 * inside sdk/v3 3.60.0, which is what can be built here, answers "not supported". So the test gives the pack's runtime
 * another name, for which the engine looks for an analyzer plugin: a script that runs what the host would run.
 */
import assert from "node:assert/strict";
import { chmod, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { backends } from "../../backends/registry.ts";
import { type ProjectCopy, projectCopy } from "../../test-support/project-copy.ts";

const PACK = "tools/policy-pack";
const SHIM = "nodejs-by-shim";
const BROKEN = `version: 1
rules:
  - { rule: retention, level: error, max: 1d, message: keep it short }
  - { rule: event-name, level: warning, pattern: "[a-z]+" }
  - { rule: event-description, level: error }
  - { rule: forbidden-subscription, level: error, teams: [data-analysis], owners: [marketing] }
  - { rule: allowed-backends, level: error, backends: [elsewhere] }
`;
const KEPT = `version: 1
rules:
  - { rule: retention, level: error, min: 1d, max: 7d }
  - { rule: event-name, level: warning, pattern: "[a-z]+" }
`;

let project: ProjectCopy;
before(async () => {
  project = await projectCopy({ AWS_ENDPOINT_URL: "https://127.0.0.1:1", PUBSUB_EMULATOR_HOST: "127.0.0.1:1" });
  await cp(join(import.meta.dirname, "../../..", PACK), join(project.folder, PACK), { recursive: true });
  await project.edit(`${PACK}/PulumiPolicy.yaml`, "runtime: nodejs", `runtime: ${SHIM}`);
  const plugin = join(project.folder, "home/plugins", `analyzer-policy-${SHIM}-v1.0.0`);
  await mkdir(plugin, { recursive: true });
  const script = join(plugin, `pulumi-analyzer-policy-${SHIM}`);
  const runner = `require.resolve("@pulumi/pulumi/cmd/run-policy-pack")`;
  await writeFile(script, `#!/bin/sh\nexec node "$(node -p '${runner}')" "$@"\n`);
  await chmod(script, 0o755);
  for (const { name } of backends) assert.equal((await project.pulumi("stack", "init", name)).code, 0);
});
after(() => project.remove());

const preview = (stack: string) =>
  project.pulumi("preview", "--stack", stack, "--suppress-outputs", "--policy-pack", PACK);
const writePolicy = (text: string) => writeFile(join(project.folder, "topology.policy.yaml"), text);

for (const { name } of backends)
  test(`a preview of the stack ${name} that breaks the policy fails`, async () => {
    await writePolicy(BROKEN);
    const { code, output } = await preview(name);
    assert.notEqual(code, 0, output);
    const told = output.slice(output.indexOf("Policies:"));
    assert.match(
      told,
      /\[mandatory\] {2}retention {2}\(.*marketing\/CUSTOMER_CREATED.*\)\n +topology\.policy\.yaml, line 3\n/,
    );
    assert.match(
      told,
      /marketing\/CUSTOMER_CREATED has retention 7d, and the most that is allowed is 1d: keep it short/,
    );
    assert.match(
      told,
      /\[advisory\] {2}event-name [\s\S]*the event name EMAIL_SENT does not match the pattern \[a-z\]\+/,
    );
    assert.match(
      told,
      /\[mandatory\] {2}forbidden-subscription [\s\S]*data-analysis must not subscribe to EMAIL_SENT of/,
    );
    assert.match(told, new RegExp(`the backend ${name} is not allowed, only elsewhere`));
    assert.doesNotMatch(told, /event-description|dead-letter|undeliverable/);
  });

describe("on one cloud", () => {
  test("a policy that is kept lets the preview pass, with its warnings", async () => {
    await writePolicy(KEPT);
    const { code, output } = await preview("aws-sns-sqs");
    assert.equal(code, 0, output);
    assert.match(output, /\[advisory\] {2}event-name/);
    assert.doesNotMatch(output, /\[mandatory\]/);
  });

  test("a policy with a mistake is told with its place, and nothing is previewed", async () => {
    await writePolicy("version: 1\nrules: [{ rule: retentoin, level: error, max: 1d }]\n");
    const { code, output } = await preview("aws-sns-sqs");
    assert.notEqual(code, 0, output);
    assert.match(output, /topology\.policy\.yaml:2:17 error wrong-value .*did you mean "retention"\?/);
    assert.doesNotMatch(output, /aws:sns/);
  });

  test("no policy at all is a failure too, never a pass", async () => {
    await rm(join(project.folder, "topology.policy.yaml"));
    const { code, output } = await preview("aws-sns-sqs");
    assert.notEqual(code, 0, output);
    assert.match(
      output,
      /error: there is no topology\.policy\.yaml in .* or above; name the file by .*TOPOLOGY_POLICY/,
    );
  });
});
