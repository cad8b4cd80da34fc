/** docs/examples/existing says the same on every cloud: what is there is referred to or taken over, the rest is made. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { compile } from "../compile.ts";
import { hasErrors } from "../diagnostic.ts";
import { nodeFiles } from "../files.ts";
import { loadTransforms } from "../load-transforms.ts";
import { checkDeployment } from "./check-deployment.ts";
import { planOf } from "./plan.ts";
import { readStack } from "./read-stack.ts";
import { backends } from "./registry.ts";

const folder = join(import.meta.dirname, "../../docs/examples/existing");
const files = nodeFiles(folder);

for (const backend of backends)
  test(`the example on ${backend.name}`, async () => {
    const { desired, origins } = await compile("topology.yaml", files);
    const { stack, diagnostics } = await readStack(`stacks/Pulumi.${backend.name}.yaml`, files);
    assert.ok(desired !== undefined && stack !== undefined, JSON.stringify(diagnostics));
    const { transforms } = await loadTransforms(stack, folder);
    const input = { desired, origins, stack, ...(transforms && { transforms }) };
    const findings = checkDeployment(backend, input);
    assert.ok(!hasErrors(findings), JSON.stringify(findings));
    const { resources } = planOf(backend, input);
    const imported = resources.flatMap(({ id, import: of }) => (of === undefined ? [] : [id]));
    assert.deepEqual(imported, [...(stack.adopted?.keys() ?? [])].sort());
    const text = JSON.stringify(resources);
    for (const never of ["topic:CUSTOMER_CREATED", "event-bus:central"]) assert.ok(!text.includes(`"${never}"`), never);
    const made = resources
      .filter(({ type }) => /:(Queue|Topic|Subscription|EventBus)$/.test(type))
      .map(({ name }) => name);
    for (const name of ["hub", "central", "audit"]) assert.ok(!made.includes(name), name);
    const projection = resources.find(({ id }) => id === "subscription:sales/projection")?.properties;
    if (transforms !== undefined) assert.equal(projection?.["receiveWaitTimeSeconds"], 5);
  });
