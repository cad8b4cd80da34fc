/**
 * The policy pack: `pulumi preview --policy-pack node_modules/event-topology/tools/policy-pack`.
 * The policy is the file that the variable TOPOLOGY_POLICY names, else the nearest topology.policy.yaml in the folder
 * where the engine starts this process, or above it.
 */
import process from "node:process";
import { PolicyPack } from "@pulumi/policy";
import { nodeFiles } from "../../dist/files.js";
import { findPolicy } from "../../dist/policy/pack/find-policy.js";
import { packPolicies } from "../../dist/policy/pack/pack-policies.js";
import { POLICY_FILE } from "../../dist/policy/policy-file.js";
import { readPolicy } from "../../dist/policy/read-policy.js";
import { text } from "../../dist/report/text.js";

const start = process.cwd();
const files = nodeFiles(start);
const file = process.env.TOPOLOGY_POLICY || (await findPolicy(start, files));
if (file === undefined)
  fail(`error: there is no ${POLICY_FILE} in ${start} or above; name the file by the variable TOPOLOGY_POLICY\n`);

const { policy, diagnostics, sources } = await readPolicy(file, files);
if (policy === undefined) fail(text(diagnostics, sources));

// PolicyPack takes the version from the package.json of the folder it is in, which engines set in different ways.
process.chdir(import.meta.dirname);
new PolicyPack("event-topology", {
  policies: packPolicies(policy).map(({ name, description, enforcementLevel, check }) => ({
    name,
    description,
    enforcementLevel,
    validateStack: ({ resources }, reportViolation) => {
      for (const { message, urn } of check(resources)) reportViolation(message, urn);
    },
  })),
});

/** What stands on stderr the engine shows, and without a policy it must not go on. */
function fail(message) {
  process.stderr.write(message);
  process.exit(1);
}
