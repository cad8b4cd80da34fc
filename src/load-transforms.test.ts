import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { backendNamed } from "./backends/registry.ts";
import { defineTransforms } from "./index.ts";
import { loadTransforms } from "./load-transforms.ts";
import { compiled } from "./test-support/compiled.ts";
import { onStack } from "./test-support/stack.ts";

const folder = mkdtempSync(join(tmpdir(), "event-topology-transforms-"));
after(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
async function load(module?: string) {
  const name = `t${made++}.mjs`;
  if (module !== undefined) writeFileSync(join(folder, name), module);
  const backend = backendNamed("aws-sns-sqs");
  assert.ok(backend);
  const topology = { version: 1, organization: "ar", teams: {} };
  const { stack } = onStack(backend, await compiled(topology), { transforms: `./${name}` });
  const { transforms, diagnostics } = await loadTransforms(stack, folder);
  return { transforms, messages: diagnostics.map(({ message }) => message.replace(/t\d+\.mjs/g, "t.mjs")) };
}

const FUNCTION = '{ "aws:sqs/queue:Queue": (properties) => ({ ...properties, delaySeconds: 1 }) }';

for (const how of ["export default", "export const transforms ="])
  test(`functions by type: ${how}`, async () => {
    const { transforms, messages } = await load(`${how} ${FUNCTION};`);
    assert.deepEqual(messages, []);
    const about = { id: "i", name: "n", team: "t", backend: "b", stack: "s" };
    assert.deepEqual(transforms?.functions["aws:sqs/queue:Queue"]?.({ name: "n" }, about), {
      name: "n",
      delaySeconds: 1,
    });
  });

for (const [name, module, message] of [
  ["is not there", undefined, /^\.\/t\.mjs with the transforms cannot be loaded: Cannot find module/],
  ["throws", 'throw new Error("broken\\nat line 2");', /^\.\/t\.mjs with the transforms cannot be loaded: broken$/],
  ["exports nothing", "export const other = 1;", /^\.\/t\.mjs exports no transforms; export an object of functions/],
  ["exports a function", "export default () => ({});", /^\.\/t\.mjs exports no transforms/],
  [
    "has no function",
    'export default { "aws:sqs/queue:Queue": 1 };',
    /^\.\/t\.mjs has no function for aws:sqs\/queue:Queue/,
  ],
] as const)
  test(`an error when the module ${name}`, async () => {
    const { transforms, messages } = await load(module);
    assert.equal(transforms, undefined);
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? "", message);
  });

test("the functions are typed by the SDKs", () => {
  const transforms = defineTransforms({
    "aws:sqs/queue:Queue": (properties, { id }) => ({ ...properties, delaySeconds: id.length }),
    // @ts-expect-error: a delay is a number
    "gcp:pubsub/topic:Topic": (properties) => ({ ...properties, messageRetentionDuration: 7 }),
  });
  assert.deepEqual(Object.keys(transforms), ["aws:sqs/queue:Queue", "gcp:pubsub/topic:Topic"]);
});
