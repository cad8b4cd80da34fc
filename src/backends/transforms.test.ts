import assert from "node:assert/strict";
import { test } from "node:test";
import { startOf } from "../diagnostic.ts";
import { compiled } from "../test-support/compiled.ts";
import { onStack } from "../test-support/stack.ts";
import { checkDeployment } from "./check-deployment.ts";
import { FIXED } from "./fixed-properties.ts";
import { FORCE_NEW } from "./force-new.ts";
import { planOf } from "./plan.ts";
import { backendNamed, backends } from "./registry.ts";
import { type LoadedTransforms, transformed } from "./transforms.ts";

const QUEUE = "aws:sqs/queue:Queue";
const TOPOLOGY = `version: 1
organization: ar
teams:
  crm: { events: { CREATED: {} } }
  sales: { subscriptions: [CREATED] }
`;

async function planned(functions: LoadedTransforms["functions"]) {
  const backend = backendNamed("aws-sns-sqs");
  assert.ok(backend);
  const on = onStack(backend, await compiled(TOPOLOGY), { transforms: "t.js" });
  const input = { ...on, transforms: { file: "t.js", functions } };
  const { resources, diagnostics } = planOf(backend, input);
  assert.deepEqual(checkDeployment(backend, input), diagnostics);
  return { resources, messages: diagnostics.map(({ message }) => message) };
}

test("a transform changes the resources of its type, and is told which", async () => {
  const seen: unknown[] = [];
  const { resources, messages } = await planned({
    [QUEUE]: (properties, about) => {
      seen.push(about);
      return { ...properties, receiveWaitTimeSeconds: about.id.startsWith("subscription:") ? 5 : 20 };
    },
  });
  assert.deepEqual(messages, []);
  const queues = resources.filter(({ type }) => type === QUEUE);
  assert.deepEqual(
    queues.map(({ id, properties }) => [id, properties["receiveWaitTimeSeconds"]]),
    [
      ["dead-letter-queue:sales/CREATED", 20],
      ["subscription:sales/CREATED", 5],
      ["undeliverable-queue:sales/CREATED", 20],
    ],
  );
  assert.equal(seen.length, queues.length, "each once, however often the plan is asked for");
  assert.deepEqual(seen[1], {
    id: "subscription:sales/CREATED",
    name: "ar_sales_CREATED",
    team: "sales",
    backend: "aws-sns-sqs",
    stack: "test",
  });
});

test("it gets a copy, which it may change and return", async () => {
  const { resources } = await planned({ [QUEUE]: (properties) => Object.assign(properties, { delaySeconds: 1 }) });
  assert.ok(resources.filter(({ type }) => type === QUEUE).every(({ properties }) => properties["delaySeconds"] === 1));
});

const OF = `the transform of ${QUEUE} in t.js`;
const ON = "for dead-letter-queue:sales/CREATED";
const loop: { self?: unknown } = {};
loop.self = loop;
for (const [name, transform, message] of [
  ["throws", () => assert.fail("no"), `${OF} failed for dead-letter-queue:sales/CREATED: no`],
  ["returns nothing", () => undefined, `${OF} returned nothing; return the properties, ${ON}`],
  ["returns a text", () => "x", `${OF} returned no object; return the properties, ${ON}`],
  [
    "returns a promise",
    async () => ({}),
    `${OF} returned a promise; what is deployed is known before anything is made, ${ON}`,
  ],
  [
    "returns a date",
    () => ({ a: { b: new Date() } }),
    `${OF} returned an object of the class Date in a.b, which is no plain JSON, ${ON}`,
  ],
  [
    "returns undefined inside",
    () => ({ a: undefined }),
    `${OF} returned a value of type undefined in a, which is no plain JSON, ${ON}`,
  ],
  ["returns no number", () => ({ a: [Number.NaN] }), `${OF} returned NaN in a.0, which is no plain JSON, ${ON}`],
  ["returns a circle", () => loop, `${OF} returned an object that holds itself in self, which is no plain JSON, ${ON}`],
  [
    "renames",
    (properties: object) => ({ ...properties, name: "x" }),
    `${OF} changed name, which other resources are computed from; leave it as it is, ${ON}`,
  ],
  [
    "drops the name",
    () => ({}),
    `${OF} changed name, which other resources are computed from; leave it as it is, ${ON}`,
  ],
  [
    "adds a prefix",
    (properties: object) => ({ ...properties, namePrefix: "x" }),
    `${OF} changed namePrefix, which other resources are computed from; leave it as it is, ${ON}`,
  ],
] as const)
  test(`an error when it ${name}`, async () => {
    const { resources, messages } = await planned({ [QUEUE]: transform });
    assert.equal(messages[0], message);
    assert.equal(messages.length, 3);
    assert.ok(resources.every(({ type, properties }) => type !== QUEUE || typeof properties["name"] === "string"));
  });

test("an error for a type that there is not, with what may have been meant", () => {
  const about = { backend: "b", stack: "s", span: startOf("stack") };
  const { diagnostics } = transformed([], { file: "t.js", functions: { "aws:sqs/queue:Queues": () => ({}) } }, about);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [`t.js transforms aws:sqs/queue:Queues, which is no type of event-topology; did you mean "${QUEUE}"?`],
  );
});

test("every type that a backend makes has its properties and those that have to stay", async () => {
  const made = await Promise.all(backends.map(async (backend) => Object.keys((await backend.deployer()).constructors)));
  assert.deepEqual(Object.keys(FIXED).sort(), [...new Set(made.flat())].sort());
  assert.deepEqual(Object.keys(FIXED).sort(), Object.keys(FORCE_NEW).sort());
});
