import assert from "node:assert/strict";
import { test } from "node:test";
import { backends } from "../../backends/registry.ts";
import { hasErrors } from "../../diagnostic.ts";
import { compiled } from "../../test-support/compiled.ts";
import { fc } from "../../test-support/fast-check.ts";
import { randomTopology } from "../../test-support/random-topology.ts";
import { onStack } from "../../test-support/stack.ts";
import { ACCOUNTS } from "../session/accounts.ts";
import { localPlace } from "../session/local-place.ts";
import { aws } from "./aws/aws.ts";
import { check } from "./check.ts";
import { gcp } from "./gcp/gcp.ts";
import type { ResourceType } from "./resource-type.ts";

const TYPES = [...aws.resourceTypes, ...gcp.resourceTypes] as readonly ResourceType[];

for (const [backend, accounts] of backends.flatMap((one) => ACCOUNTS.map((accounts) => [one, accounts] as const)))
  test(`the local provider supports every resource ${backend.name} makes in its local place, accounts ${accounts}`, () =>
    fc.assert(
      fc.asyncProperty(randomTopology(), async (topology) => {
        const state = await compiled(topology);
        const local = localPlace(backend.name, state.desired.organization, accounts);
        assert.ok(local);
        const teams = state.desired.teams.map(({ name }) => {
          const own = local.ownPlace(name);
          return [name, { principals: [local.principal(name)], ...(own && { [local.key]: own }) }];
        });
        const more = { [local.key]: local.place, teams: Object.fromEntries(teams) };
        const input = onStack(backend, state, more);
        fc.pre(!hasErrors(backend.check(input)));
        for (const { type: token, id, properties } of backend.resources(input)) {
          const type = TYPES.find((candidate) => candidate.token === token);
          assert.ok(type, `${id}: ${token} is not supported`);
          assert.deepEqual(check(type, properties, { region: "eu-west-1" }).failures, [], id);
        }
      }),
      { numRuns: 30 },
    ));
