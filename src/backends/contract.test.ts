/** What it takes to be a backend. Every one in the registry passes every case; a case that a cloud cannot pass says why. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { hasErrors } from "../diagnostic.ts";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
import { aged, randomTopology, type TeamValue, type TopologyValue } from "../test-support/random-topology.ts";
import { ACCOUNTS, type Accounts, onStack } from "../test-support/stack.ts";
import type { Backend, BackendInput } from "./backend.ts";
import { type CloudResource, canonicalJson, type Json } from "./cloud-resource.ts";
import { backends } from "./registry.ts";

/** Deleting or replacing one loses messages, or the subscriptions that bring them (cloud reference, section 4, P1 and P4). */
const HOLDING = [
  "gcp:pubsub/topic:Topic",
  "gcp:pubsub/subscription:Subscription",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
];

/** Of each case, for each way to spread the teams over accounts. */
const RUNS = { numRuns: 15 };

async function inputOf(backend: Backend, topology: object, accounts: Accounts): Promise<BackendInput> {
  const input = onStack(backend, await compiled(topology), {}, accounts);
  fc.pre(!hasErrors(backend.check(input)));
  return input;
}

const byId = (resources: readonly CloudResource[]) => new Map(resources.map((resource) => [resource.id, resource]));

for (const backend of backends) {
  describe(`contract of ${backend.name}`, () => {
    test("its settings are a JSON Schema with descriptions, and its example is a principal", () => {
      new Ajv2020({ strict: true }).compile(backend.placeSchema);
      const { properties } = backend.placeSchema as { properties: Record<string, { description?: string }> };
      for (const [key, { description }] of Object.entries(properties))
        assert.ok(description, `${key} has no description`);
      assert.match(backend.principal.example, new RegExp(backend.principal.pattern.source));
    });

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

  for (const accounts of ACCOUNTS) contract(backend, accounts);
}

/** What holds of every topology, whether its teams share an account or each has its own. */
function contract(backend: Backend, accounts: Accounts): void {
  const inputAt = (topology: object) => inputOf(backend, topology, accounts);
  const forAll = (check: (input: BackendInput, topology: TopologyValue) => void | Promise<void>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(fc.oneof(randomTopology(), aged(randomTopology())), async (topology) =>
        check(await inputAt(topology), topology),
      ),
      RUNS,
    );

  /** The same; in another account a topic or bus has one policy, which may come to allow more and never less. */
  const assertUntouched = (before: CloudResource, after: CloudResource | undefined) => {
    const [old, now] = [before.properties["policy"], after?.properties["policy"]];
    const grown = accounts === "own" && typeof old === "string" && typeof now === "string" && allowsMore(old, now);
    const expected = grown ? { ...before, properties: { ...before.properties, policy: now } } : before;
    assert.deepEqual(after, expected, `${before.id} has changed`);
  };

  describe(`contract of ${backend.name}, accounts ${accounts}`, () => {
    test("ids are distinct and sorted, and what is depended on exists", () =>
      forAll((input) => {
        const resources = backend.resources(input);
        const ids = resources.map(({ id }) => id);
        assert.deepEqual(ids, [...new Set(ids)].sort());
        for (const { id, dependsOn, deletedWith } of resources)
          for (const other of [...dependsOn, ...(deletedWith === undefined ? [] : [deletedWith])])
            assert.ok(ids.includes(other), `${id} depends on ${other}, which is not made`);
        assertAcyclic(byId(resources));
      }));

    test("cloud names are distinct among resources of one type that hold messages or carry events", () =>
      forAll((input) => {
        const named = backend.resources(input).filter(({ holdsMessages }) => holdsMessages);
        assert.equal(new Set(named.map(({ type, name }) => `${type} ${name}`)).size, named.length);
      }));

    test("exactly what holds messages, or carries them to what does, is protected from deletion and replacement", () =>
      forAll((input) => {
        for (const { type, id, holdsMessages } of backend.resources(input))
          assert.equal(holdsMessages, HOLDING.includes(type), `${id} (${type})`);
      }));

    test("every type has a constructor of the cloud's SDK", async () => {
      const { constructors } = await backend.deployer();
      await forAll((input) => {
        for (const { type } of backend.resources(input)) assert.equal(typeof constructors[type], "function", type);
      });
    });

    test("documents in properties are canonical JSON", () =>
      forAll((input) => {
        for (const { properties } of backend.resources(input))
          for (const value of Object.values(properties))
            if (typeof value === "string" && value.startsWith("{"))
              assert.equal(canonicalJson(JSON.parse(value) as Json), value);
      }));

    test("the same file in another order gives the same resources", () =>
      forAll(async (input, topology) => {
        const teams = Object.fromEntries(Object.entries(topology.teams).reverse());
        const again = await inputAt({ ...topology, teams });
        assert.deepEqual(backend.resources(again), backend.resources(input));
        assert.deepEqual(backend.manifests(again), backend.manifests(input));
      }));

    test("adding a team that subscribes to everything creates, and changes nothing that exists", () =>
      forAll(async (input, topology) => {
        const events = Object.values(topology.teams).flatMap(({ events = {} }) => Object.keys(events));
        const newcomer: TeamValue = { events: { NEWCOMER_EVENT: {} }, subscriptions: events };
        const grown = { ...topology, teams: { ...topology.teams, newcomer } };
        const after = byId(backend.resources(await inputAt(grown)));
        const before = byId(backend.resources(input));
        for (const [id, resource] of before) assertUntouched(resource, after.get(id));
        const made = [...after.values()].filter(({ id }) => !before.has(id));
        assert.ok(made.length > 0);
        // A place that is new has to be prepared, which is for all teams of the place, and its deployer let in to the topics.
        const isForPlace = ({ id, team }: CloudResource) => team === "" || /^grant:topic:.*\/subscriber\//.test(id);
        for (const one of made)
          assert.ok(
            one.team === "newcomer" || (accounts === "own" && !one.holdsMessages && isForPlace(one)),
            `${one.id} is new and belongs to ${one.team}`,
          );
      }));

    test("adding a subscription changes nothing of another team", () =>
      forAll(async (input, topology) => {
        const event = input.desired.topics[0]?.event;
        const subscriber = input.desired.teams.at(-1)?.name;
        fc.pre(event !== undefined && subscriber !== undefined);
        const team = topology.teams[subscriber];
        const subscriptions = [...(team?.subscriptions ?? []), { queue: "zz-added", events: [event] }];
        const grown = { ...topology, teams: { ...topology.teams, [subscriber]: { ...team, subscriptions } } };
        const after = byId(backend.resources(await inputAt(grown)));
        for (const [id, resource] of byId(backend.resources(input)))
          if (resource.team !== subscriber) assertUntouched(resource, after.get(id));
          else assert.equal(after.get(id)?.name, resource.name, `${id} is gone or renamed`);
      }));

    test("a second event for a queue leaves its names and ids as they are", () =>
      forAll(async (input, topology) => {
        const [event, other] = input.desired.topics.map((topic) => topic.event);
        fc.pre(event !== undefined && other !== undefined);
        const withQueue = (events: readonly string[]) => {
          const reader: TeamValue = { subscriptions: [{ queue: "grows", events }] };
          return { ...topology, teams: { ...topology.teams, reader } };
        };
        const before = byId(backend.resources(await inputAt(withQueue([event]))));
        const after = byId(backend.resources(await inputAt(withQueue([event, other]))));
        for (const [id, { name }] of before) assert.equal(after.get(id)?.name, name, `${id} is gone or renamed`);
      }));

    test("the manifest of each team has every event and queue of its own, and no others", () =>
      forAll((input) => {
        const manifests = backend.manifests(input);
        const { desired } = input;
        assert.deepEqual(
          manifests.map(({ team }) => team),
          desired.teams.map(({ name }) => name).sort(),
        );
        for (const { team, publishes, consumes } of manifests) {
          const owned = desired.topics.filter((topic) => topic.team === team).map((topic) => topic.event);
          const queues = desired.subscriptions.filter((queue) => queue.team === team);
          assert.deepEqual(Object.keys(publishes).sort(), owned.sort());
          assert.deepEqual(Object.keys(consumes).sort(), [...new Set(queues.map(({ queue }) => queue))].sort());
          for (const { queue, feeds, key } of queues) {
            const older = consumes[queue]?.older?.map(({ generation }) => generation) ?? [];
            const generations = queues.filter((other) => other.queue === queue).map((other) => other.key.generation);
            const present = Math.max(...generations);
            assert.deepEqual(
              [present, ...older],
              [...generations].sort((a, b) => b - a),
            );
            if (key.generation !== present) continue;
            assert.deepEqual(
              consumes[queue]?.events,
              feeds.map(({ event }) => event),
            );
          }
        }
      }));

    test("every resource is made by a provider of one of the places, a shared place by one provider", () =>
      forAll((input) => {
        const places = backend.places(input);
        const ids = [...places.keys()];
        assert.deepEqual(ids, [...ids].sort());
        for (const { id, provider } of backend.resources(input))
          assert.ok(places.has(provider), `${id} is made by ${provider}, which is not among ${ids}`);
        if (accounts === "shared") assert.ok(ids.length <= 1, `${ids}`);
      }));
  });
}

/** Whether a policy document denies what it did, allows what it did, and besides only allows more. */
function allowsMore(before: string, after: string): boolean {
  const statements = (text: string) =>
    new Map((JSON.parse(text) as { Statement: Statement[] }).Statement.map((one) => [one.Sid, one]));
  const [old, now] = [statements(before), statements(after)];
  return (
    [...old].every(([sid, one]) =>
      one.Effect === "Deny" ? isDeepStrictEqual(one, now.get(sid)) : has(one, now.get(sid)),
    ) && [...now].every(([sid, { Effect }]) => old.has(sid) || Effect === "Allow")
  );
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
}

/** Whether all values, one or a list of them, are among those of the other, key by key. */
function has(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || Array.isArray(one))
    return [one].flat().every((value) => [other].flat().includes(value));
  if (typeof other !== "object" || other === null) return false;
  return (
    isDeepStrictEqual(Object.keys(one), Object.keys(other)) &&
    Object.entries(one).every(([key, value]) => has(value, (other as Record<string, unknown>)[key]))
  );
}

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
