/** What it takes to be a backend. Every one in the registry passes every case; a case that a cloud cannot pass says why. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { hasErrors } from "../diagnostic.ts";
import { compiled } from "../test-support/compiled.ts";
import { randomTopology, type TeamValue, type TopologyValue } from "../test-support/random-topology.ts";
import { onStack } from "../test-support/stack.ts";
import type { Backend, BackendInput } from "./backend.ts";
import { type CloudResource, canonicalJson, type Json } from "./cloud-resource.ts";
import { backends } from "./registry.ts";

/** Deleting or replacing one loses messages, or the subscriptions that bring them (cloud reference, section 4, P1 and P4). */
const HOLDING = [
  "gcp:pubsub/topic:Topic",
  "gcp:pubsub/subscription:Subscription",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
  "aws:cloudwatch/eventBus:EventBus",
];

const RUNS = { numRuns: 60 };

async function inputOf(backend: Backend, topology: object): Promise<BackendInput> {
  const input = onStack(backend, await compiled(topology));
  fc.pre(!hasErrors(backend.check(input)));
  return input;
}

function forAll(
  backend: Backend,
  check: (input: BackendInput, topology: TopologyValue) => void | Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(randomTopology(), async (topology) =>
    check(await inputOf(backend, topology), topology),
  );
  return fc.assert(property, RUNS);
}

const byId = (resources: readonly CloudResource[]) => new Map(resources.map((resource) => [resource.id, resource]));

for (const backend of backends)
  describe(`contract of ${backend.name}`, () => {
    test("its settings are a JSON Schema with descriptions, and its example is a principal", () => {
      new Ajv2020({ strict: true }).compile(backend.placeSchema);
      const { properties } = backend.placeSchema as { properties: Record<string, { description?: string }> };
      for (const [key, { description }] of Object.entries(properties))
        assert.ok(description, `${key} has no description`);
      assert.match(backend.principal.example, new RegExp(backend.principal.pattern.source));
    });

    test("ids are distinct and sorted, and what is depended on exists", () =>
      forAll(backend, (input) => {
        const resources = backend.resources(input);
        const ids = resources.map(({ id }) => id);
        assert.deepEqual(ids, [...new Set(ids)].sort());
        for (const { id, dependsOn, deletedWith } of resources)
          for (const other of [...dependsOn, ...(deletedWith === undefined ? [] : [deletedWith])])
            assert.ok(ids.includes(other), `${id} depends on ${other}, which is not made`);
        assertAcyclic(byId(resources));
      }));

    test("cloud names are distinct among resources of one type that hold messages or carry events", () =>
      forAll(backend, (input) => {
        const named = backend.resources(input).filter(({ holdsMessages }) => holdsMessages);
        assert.equal(new Set(named.map(({ type, name }) => `${type} ${name}`)).size, named.length);
      }));

    test("exactly what holds messages, or carries them to what does, is protected from deletion and replacement", () =>
      forAll(backend, (input) => {
        for (const { type, id, holdsMessages } of backend.resources(input))
          assert.equal(holdsMessages, HOLDING.includes(type), `${id} (${type})`);
      }));

    test("every type has a constructor of the cloud's SDK", async () => {
      const { constructors } = await backend.deployer();
      await forAll(backend, (input) => {
        for (const { type } of backend.resources(input)) assert.equal(typeof constructors[type], "function", type);
      });
    });

    test("documents in properties are canonical JSON", () =>
      forAll(backend, (input) => {
        for (const { properties } of backend.resources(input))
          for (const value of Object.values(properties))
            if (typeof value === "string" && value.startsWith("{"))
              assert.equal(canonicalJson(JSON.parse(value) as Json), value);
      }));

    test("the same file in another order gives the same resources", () =>
      forAll(backend, async (input, topology) => {
        const teams = Object.fromEntries(Object.entries(topology.teams).reverse());
        const again = onStack(backend, await compiled({ ...topology, teams }));
        assert.deepEqual(backend.resources(again), backend.resources(input));
        assert.deepEqual(backend.manifests(again), backend.manifests(input));
      }));

    test("adding a team that subscribes to everything creates, and changes nothing that exists", () =>
      forAll(backend, async (input, topology) => {
        const events = Object.values(topology.teams).flatMap(({ events = {} }) => Object.keys(events));
        const newcomer: TeamValue = { events: { NEWCOMER_EVENT: {} }, subscriptions: events };
        const grown = { ...topology, teams: { ...topology.teams, newcomer } };
        const after = byId(backend.resources(await inputOf(backend, grown)));
        const before = byId(backend.resources(input));
        for (const [id, resource] of before) assert.deepEqual(after.get(id), resource, `${id} has changed`);
        const made = [...after.values()].filter(({ id }) => !before.has(id));
        assert.ok(made.length > 0);
        for (const { id, team } of made) assert.equal(team, "newcomer", `${id} is new and belongs to ${team}`);
      }));

    test("adding a subscription changes nothing of another team", () =>
      forAll(backend, async (input, topology) => {
        const event = input.desired.topics[0]?.event;
        const subscriber = input.desired.teams.at(-1)?.name;
        fc.pre(event !== undefined && subscriber !== undefined);
        const team = topology.teams[subscriber];
        const subscriptions = [...(team?.subscriptions ?? []), { queue: "zz-added", events: [event] }];
        const grown = { ...topology, teams: { ...topology.teams, [subscriber]: { ...team, subscriptions } } };
        const after = byId(backend.resources(await inputOf(backend, grown)));
        for (const [id, resource] of byId(backend.resources(input)))
          if (resource.team !== subscriber) assert.deepEqual(after.get(id), resource, `${id} has changed`);
          else assert.equal(after.get(id)?.name, resource.name, `${id} is gone or renamed`);
      }));

    test("a second event for a queue leaves its names and ids as they are", () =>
      forAll(backend, async (input, topology) => {
        const [event, other] = input.desired.topics.map((topic) => topic.event);
        fc.pre(event !== undefined && other !== undefined);
        const withQueue = (events: readonly string[]) => {
          const reader: TeamValue = { subscriptions: [{ queue: "grows", events }] };
          return { ...topology, teams: { ...topology.teams, reader } };
        };
        const before = byId(backend.resources(await inputOf(backend, withQueue([event]))));
        const after = byId(backend.resources(await inputOf(backend, withQueue([event, other]))));
        for (const [id, { name }] of before) assert.equal(after.get(id)?.name, name, `${id} is gone or renamed`);
      }));

    test("the manifest of each team has every event and queue of its own, and no others", () =>
      forAll(backend, (input) => {
        const manifests = backend.manifests(input);
        const { desired } = input;
        assert.deepEqual(
          manifests.map(({ team }) => team),
          desired.teams.map(({ name }) => name),
        );
        for (const { team, publishes, consumes } of manifests) {
          const owned = desired.topics.filter((topic) => topic.team === team).map((topic) => topic.event);
          const queues = desired.subscriptions.filter((queue) => queue.team === team);
          assert.deepEqual(Object.keys(publishes).sort(), owned.sort());
          assert.deepEqual(Object.keys(consumes).sort(), queues.map(({ queue }) => queue).sort());
          for (const { queue, feeds } of queues)
            assert.deepEqual(
              consumes[queue]?.events,
              feeds.map(({ event }) => event),
            );
        }
      }));

    test("a team without the principals it needs is an error that names the key", async () => {
      const topology = {
        version: 1,
        organization: "ar",
        teams: { crm: { events: { A: {} } }, sales: { subscriptions: ["A"] } },
      };
      const input = onStack(backend, await compiled(topology), { teams: {} });
      const missing = backend.check(input).filter(({ code }) => code === "missing-principal");
      assert.deepEqual(
        missing.map(({ severity, message }) => [
          severity,
          /event-topology:teams\.(\w+)\.principals/.exec(message)?.[1],
        ]),
        [
          ["error", "crm"],
          ["error", "sales"],
        ],
      );
    });

    test("values out of the cloud's range are errors at the subscription", async () => {
      const topology = `version: 1
organization: ar
teams:
  crm: { events: { A: {} } }
  sales: { subscriptions: [{ event: A, ackDeadline: 30d, retention: 90d, deadLetter: { maxDeliveryAttempts: 5000 } }] }
`;
      const found = backend.check(onStack(backend, await compiled(topology)));
      const ranges = found.filter(({ code, severity }) => code === "out-of-range" && severity === "error");
      assert.equal(ranges.length, 3, JSON.stringify(found, undefined, 2));
      for (const { span } of ranges) assert.equal(span.start.line, 5);
    });
  });

function assertAcyclic(resources: ReadonlyMap<string, CloudResource>): void {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    assert.ok(!path.includes(id), `a cycle: ${[...path, id].join(" → ")}`);
    if (done.has(id)) return;
    for (const other of resources.get(id)?.dependsOn ?? []) visit(other, [...path, id]);
    done.add(id);
  };
  for (const id of resources.keys()) visit(id, []);
}
