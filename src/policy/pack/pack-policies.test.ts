import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { backends } from "../../backends/registry.ts";
import { compiled } from "../../test-support/compiled.ts";
import { onStack } from "../../test-support/stack.ts";
import { policyOf } from "../test-support/broken-by.ts";
import { packPolicies } from "./pack-policies.ts";

const TOPOLOGY = `version: 1
organization: ar
teams:
  crm: { events: { CARD_ADDED: {}, customerCreated: {} } }
  sales:
    subscriptions:
      - { event: customerCreated, retention: 14d, ackDeadline: 10m, deadLetter: { maxDeliveryAttempts: 50 } }
      - { queue: All, events: [CARD_ADDED, customerCreated], filter: { country: th } }
`;
const POLICY = `
  - { rule: event-name, level: error, pattern: "[A-Z_]+", message: in capitals }
  - { rule: event-name, level: warning, pattern: ".+Created" }
  - { rule: queue-name, level: error, pattern: "[a-z]+" }
  - { rule: team-name, level: error, pattern: crm }
  - { rule: retention, level: error, max: 7d }
  - { rule: ack-deadline, level: warning, max: 5m }
  - { rule: delivery-attempts, level: error, max: 20 }
  - { rule: forbidden-subscription, level: error, owners: [crm] }
  - { rule: required-filter, level: error, events: [customerCreated] }
  - { rule: allowed-backends, level: error, backends: [elsewhere] }
  - { rule: event-description, level: error }
`;

for (const backend of backends)
  test(`${backend.name}: every rule finds on the resources what it finds in the file`, async () => {
    const policies = packPolicies(await policyOf(POLICY));
    const resources = backend.resources(onStack(backend, await compiled(TOPOLOGY))).map((resource) => ({
      type: resource.type,
      name: resource.id,
      urn: resource.id,
      props: resource.properties,
    }));
    const found = policies.map(({ name, enforcementLevel, check }) => {
      const messages = new Set(check(resources).map(({ message }) => message));
      return [name, enforcementLevel, ...[...messages].sort()];
    });
    const nameOf = "the event name";
    assert.deepEqual(found, [
      ["event-name", "mandatory", `${nameOf} customerCreated does not match the pattern [A-Z_]+: in capitals`],
      ["event-name-2", "advisory", `${nameOf} CARD_ADDED does not match the pattern .+Created`],
      ["queue-name", "mandatory", "the queue name All does not match the pattern [a-z]+"],
      ["team-name", "mandatory", "the team name sales does not match the pattern crm"],
      ["retention", "mandatory", "sales/customerCreated has retention 14d, and the most that is allowed is 7d"],
      ["ack-deadline", "advisory", "sales/customerCreated has ack-deadline 10m, and the most that is allowed is 5m"],
      [
        "delivery-attempts",
        "mandatory",
        "sales/customerCreated has delivery-attempts 50, and the most that is allowed is 20",
      ],
      [
        "forbidden-subscription",
        "mandatory",
        "sales must not subscribe to CARD_ADDED of crm",
        "sales must not subscribe to customerCreated of crm",
      ],
      ["required-filter", "mandatory", "sales/customerCreated takes every customerCreated; it needs a filter"],
      ["allowed-backends", "mandatory", `the backend ${backend.name} is not allowed, only elsewhere`],
    ]);
  });

test("the pack is of the same version as the package", async () => {
  const root = join(import.meta.dirname, "../../..");
  const version = async (file: string) => JSON.parse(await readFile(join(root, file), "utf8")).version;
  assert.equal(await version("tools/policy-pack/package.json"), await version("package.json"));
});
