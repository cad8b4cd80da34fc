/** What every backend does with what exists already: refer to it, and never touch it. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hasErrors } from "../diagnostic.ts";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
import { randomTopology } from "../test-support/random-topology.ts";
import { onStack } from "../test-support/stack.ts";
import type { Backend, BackendInput } from "./backend.ts";
import { checkDeployment } from "./check-deployment.ts";
import { backends } from "./registry.ts";
import { estateOf } from "./test-support/existing-estate.ts";

const TOPOLOGY = `version: 1
organization: ar
teams:
  crm:
    events: { CREATED: {}, UPDATED: {}, DELETED: {}, OWN: {} }
  sales:
    subscriptions:
      - CREATED
      - { queue: projection, events: [CREATED, UPDATED, OWN] }
`;
const HUB = ["CREATED", "UPDATED", "DELETED"];

async function withExisting(backend: Backend, existing: object, topology = TOPOLOGY): Promise<BackendInput> {
  return onStack(backend, await compiled(topology), { existing });
}

const errorsOf = (backend: Backend, input: BackendInput) =>
  checkDeployment(backend, input).filter(({ severity }) => severity === "error");

for (const backend of backends)
  describe(`what exists, on ${backend.name}`, () => {
    const estate = estateOf(backend);

    test("random topologies on random estates: what exists is never made, and nothing waits for it", async () => {
      const share = fc.constantFrom("own", "hub", "alone", "other-hub");
      await fc.assert(
        fc.asyncProperty(randomTopology(4), fc.array(share, { minLength: 8, maxLength: 8 }), async (value, shares) => {
          const { desired, origins } = await compiled(withoutFilters(value));
          const by = (kind: string) =>
            desired.topics.map(({ event }) => event).filter((_, at) => shares[at % 8] === kind);
          const events = {
            ...estate.hub(by("hub")),
            ...estate.hub(by("other-hub"), "other-hub"),
            ...Object.assign({}, ...by("alone").map((event, at) => estate.alone(event, `alone-${at}`))),
          };
          const input = onStack(backend, { desired, origins }, { existing: { events } });
          assert.deepEqual(errorsOf(backend, input), []);
          const resources = backend.resources(input);
          const ids = new Set(resources.map(({ id }) => id));
          assert.equal(ids.size, resources.length);
          for (const { id, dependsOn, deletedWith, name, type } of resources) {
            for (const on of [...dependsOn, ...(deletedWith === undefined ? [] : [deletedWith])])
              assert.ok(ids.has(on), `${id} waits for ${on}`);
            if (estate.carriers.includes(type)) assert.doesNotMatch(name, /^(hub|other-hub|alone-\d+)$/, id);
          }
          const own = desired.topics.filter(({ event }) => !Object.hasOwn(events, event)).map(({ team }) => team);
          for (const { id, team } of resources) assert.ok(!id.startsWith("event-bus:") || own.includes(team), id);
          for (const event of Object.keys(events))
            assert.ok(!ids.has(`topic:${event}`) && !ids.has(`policy:topic:${event}`), event);
          const published = backend.manifests(input).flatMap(({ publishes }) => Object.keys(publishes));
          assert.deepEqual(published.sort(), desired.topics.map(({ event }) => event).sort());
        }),
        { numRuns: 40 },
      );
    });

    test("an event more on a hub changes what leads from it in place, and nothing is made anew", async () => {
      const two = await withExisting(backend, { events: estate.hub(HUB) });
      const three = await withExisting(
        backend,
        { events: estate.hub(HUB) },
        TOPOLOGY.replace("[CREATED, UPDATED, OWN]", "[CREATED, UPDATED, DELETED, OWN]"),
      );
      const before = new Map(backend.resources(two).map((resource) => [resource.id, resource]));
      const after = new Map(backend.resources(three).map((resource) => [resource.id, resource]));
      for (const [id, { type }] of before) assert.equal(after.get(id)?.type, type, id);
    });

    test("publishers are told where, and what tells the event from others", async () => {
      const input = await withExisting(backend, { events: estate.hub(HUB) });
      const [crm] = backend.manifests(input);
      const { to } = crm?.publishes["UPDATED"] ?? {};
      const text = JSON.stringify(to);
      assert.ok(text.includes(estate.hubAddress()) && text.includes("the.UPDATED"), text);
      assert.ok(!JSON.stringify(crm?.publishes["OWN"]).includes("hub"));
    });

    test("two events that nothing tells apart are an error at the second", async () => {
      const same = { ...estate.alone("CREATED", "one"), ...estate.alone("UPDATED", "one") };
      const input = await withExisting(backend, { events: same });
      assert.deepEqual(
        errorsOf(backend, input).map(({ code }) => code),
        ["events-not-told-apart"],
      );
    });

    test("an event and a queue that the topology does not have, with what may have been meant", async () => {
      const input = await withExisting(backend, {
        events: estate.alone("CREATE"),
        queues: { "sales/projections": estate.queue("q", ["CREATED"]) },
      });
      const found = errorsOf(backend, input).map(({ code, message }) => `${code}: ${message}`);
      assert.deepEqual(found, [
        'unknown-event: the topology has no event CREATE; did you mean "CREATED"?',
        'unknown-queue: the topology has no queue sales/projections; did you mean "sales/projection"?',
      ]);
    });

    test("a queue that exists is read by the team and is not made, nor is anything attached to it", async () => {
      const existing = {
        queues: { "sales/projection": estate.queue("legacy", ["CREATED", "UPDATED", "OWN"], "legacy-dlq") },
      };
      const input = await withExisting(backend, existing);
      const findings = checkDeployment(backend, input);
      assert.ok(!hasErrors(findings), JSON.stringify(findings));
      const made = backend.resources(input);
      const ids = made.map(({ id }) => id);
      for (const id of [
        "subscription:sales/projection",
        "dead-letter-queue:sales/projection",
        "feed:sales/projection/OWN",
      ])
        assert.equal(ids.includes(id), backend.name === "aws-sns-sqs" && id.startsWith("feed:"), id);
      const consumes = backend.manifests(input).find(({ team }) => team === "sales")?.consumes["projection"];
      assert.match(JSON.stringify(consumes?.from), /legacy/);
      assert.match(JSON.stringify(consumes?.deadLetter), /legacy-dlq/);
      const granted = made
        .filter(({ type }) => /rolePolicy|IAMMember/.test(type))
        .map(({ properties }) => JSON.stringify(properties));
      assert.ok(granted.some((text) => text.includes("legacy")) && granted.some((text) => text.includes("legacy-dlq")));
    });

    test("a queue that exists has no second generation, and belongs to one queue of the topology", async () => {
      const twice = await withExisting(backend, {
        queues: {
          "sales/projection": estate.queue("legacy", ["CREATED", "UPDATED", "OWN"]),
          "sales/CREATED": estate.queue("legacy", ["CREATED"]),
        },
      });
      assert.deepEqual([...new Set(errorsOf(backend, twice).map(({ code }) => code))], ["existing-queue-twice"]);
      const second = await withExisting(
        backend,
        { queues: { "sales/projection": estate.queue("legacy", ["CREATED", "UPDATED", "OWN"]) } },
        TOPOLOGY.replace("OWN] }", "OWN], generation: 2 }"),
      );
      assert.ok(errorsOf(backend, second).some(({ code }) => code === "existing-generation"));
    });

    test("who owns and reads only what exists needs no principal", async () => {
      const { desired, origins } = await compiled(`version: 1
organization: ar
teams:
  crm: { events: { CREATED: {} } }
  sales: { subscriptions: [CREATED] }
`);
      const existing = {
        events: estate.alone("CREATED"),
        queues: { "sales/CREATED": estate.queue("legacy", ["CREATED"]) },
      };
      const input = onStack(backend, { desired, origins }, { existing, teams: {} });
      assert.deepEqual(errorsOf(backend, input), []);
    });

    test("options of a topic that exists are not applied, and that is said", async () => {
      const topology = TOPOLOGY.replace(
        "CREATED: {}",
        `CREATED: { retention: 7d${backend.name === "aws-sns-sqs" ? ", ordered: true" : ""} }`,
      );
      const name = backend.name === "aws-sns-sqs" ? "alone.fifo" : "alone";
      const queueOrder =
        backend.name === "aws-sns-sqs"
          ? topology.replace("- CREATED\n", "- { event: CREATED, ordered: true }\n")
          : topology;
      const input = await withExisting(backend, { events: estate.alone("CREATED", name) }, queueOrder);
      const found = checkDeployment(backend, input);
      assert.ok(
        found.some(({ code, message }) => code === "option-not-applied" && /^retention of CREATED/.test(message)),
        JSON.stringify(found),
      );
    });
  });

/** EventBridge has no attributes on a bus that exists, and marks must not be filtered twice. */
function withoutFilters<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "filter" ? undefined : inner))) as Value;
}
