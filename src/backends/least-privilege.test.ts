/**
 * Invariant 3 of the design: only the owner's principals publish an event, only the subscriber's consume its queue,
 * nobody else can, by any policy. Proved by evaluating the produced policies for every (principal, action, resource).
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { hasErrors } from "../diagnostic.ts";
import type { AccessCheck } from "../test-support/access/access-check.ts";
import { awsAccess } from "../test-support/access/aws-access.ts";
import { awsMutants } from "../test-support/access/aws-mutants.ts";
import { gcpAccess } from "../test-support/access/gcp-access.ts";
import { gcpMutants } from "../test-support/access/gcp-mutants.ts";
import { STRANGERS } from "../test-support/access/gcp-questions.ts";
import type { Mutant } from "../test-support/access/mutant.ts";
import { randomStaffing, type Staffing, staffed } from "../test-support/access/staffing.ts";
import { compiled } from "../test-support/compiled.ts";
import { randomTopology } from "../test-support/random-topology.ts";
import { onStack, principalOf } from "../test-support/stack.ts";
import type { AwsPlace } from "./aws/place.ts";
import type { Backend, BackendInput } from "./backend.ts";
import type { CloudResource } from "./cloud-resource.ts";
import type { GcpPlace } from "./gcp-pubsub/settings.ts";
import { backends } from "./registry.ts";

const MAX_TEAMS = 3;

interface Provider {
  readonly runs: number;
  check(backend: Backend, input: BackendInput, made: readonly CloudResource[]): AccessCheck;
  mutants(backend: Backend, made: readonly CloudResource[]): readonly Mutant[];
  /** Mutants that change nothing of what anybody can do, and why. */
  readonly equivalent: readonly Equivalent[];
}

interface Equivalent {
  readonly is: (mutant: Mutant) => boolean;
  readonly why: string;
}

const PROVIDERS: Readonly<Record<string, Provider>> = {
  gcp: {
    runs: 60,
    check: (backend, input, made) => gcpAccess(backend, input as BackendInput<GcpPlace>, made),
    mutants: (backend, made) => gcpMutants(made, [...STRANGERS, principalOf(backend, "marketing")]),
    equivalent: [],
  },
  aws: {
    runs: 6,
    check: (backend, input, made) => awsAccess(backend, input as BackendInput<AwsPlace>, made),
    mutants: (backend, made) => awsMutants(made, principalOf(backend, "intruder")),
    equivalent: [
      {
        why: "The policy of a queue, topic or bus is asked about that one alone, so that its Resource limits nothing.",
        is: ({ kind, of }) => kind === "resource-any" && of.type !== "aws:iam/rolePolicy:RolePolicy",
      },
      {
        why: "aws:SourceArn is in no call but a service's, so that no role meets the condition of this statement.",
        is: ({ kind, sid }) => kind === "principal-more" && sid === "AllowDelivery",
      },
      {
        why: "Within an account the role's own policy suffices and is needed; the Deny beside this statement stops everybody else.",
        is: ({ sid }) => sid === "AllowOwner",
      },
    ],
  },
};

/** Owners of one and of two events, a queue fed by one owner and by two; small, since every mutant is asked everything. */
const FIXED = {
  version: 1,
  organization: "ar",
  teams: {
    crm: { events: { CUSTOMER_CREATED: {}, CUSTOMER_UPDATED: {} }, subscriptions: ["EMAIL_SENT"] },
    marketing: { events: { EMAIL_SENT: {} } },
    data: { subscriptions: [{ queue: "all", events: ["CUSTOMER_CREATED", "EMAIL_SENT"] }] },
  },
};

async function stackOf(backend: Backend, topology: object, staffing: Staffing): Promise<BackendInput> {
  const result = await compiled(topology);
  return onStack(backend, result, { teams: staffed(backend, result.desired.teams, staffing) });
}

for (const backend of backends)
  describe(`least privilege on ${backend.name}`, () => {
    const provider = PROVIDERS[backend.placeKey];
    assert.ok(provider, `no evaluator of the policies of ${backend.placeKey}`);

    test("only the owner publishes, only the subscriber consumes, nobody else by any policy", async (t) => {
      let questions = 0;
      let topologies = 0;
      const property = fc.asyncProperty(
        randomTopology(MAX_TEAMS),
        randomStaffing(MAX_TEAMS),
        async (topology, staffing) => {
          const input = await stackOf(backend, topology, staffing);
          fc.pre(!hasErrors(backend.check(input)));
          const resources = backend.resources(input);
          const check = provider.check(backend, input, resources);
          assert.equal(await check.problem(resources), undefined);
          questions += check.questions;
          topologies += 1;
        },
      );
      await fc.assert(property, { numRuns: provider.runs });
      t.diagnostic(`${questions} (principal, action, resource) of ${topologies} topologies`);
    });

    test("no grant can be widened or dropped unnoticed", async (t) => {
      const input = await stackOf(backend, FIXED, ["several", "one", "split"]);
      const resources = backend.resources(input);
      const check = provider.check(backend, input, resources);
      assert.equal(await check.problem(resources), undefined);

      const mutants = provider.mutants(backend, resources);
      const survivors: Mutant[] = [];
      for (const mutant of mutants) if ((await check.problem(mutant.resources)) === undefined) survivors.push(mutant);
      const equivalent = mutants.filter((mutant) => provider.equivalent.some(({ is }) => is(mutant)));
      assert.deepEqual(survivors.map(whatOf), equivalent.map(whatOf));
      for (const { is, why } of provider.equivalent) assert.ok(survivors.some(is), `no such mutant any more: ${why}`);
      t.diagnostic(
        `${mutants.length} mutants, ${survivors.length} equivalent, ${mutants.length - survivors.length} found`,
      );
    });
  });

function whatOf({ what }: Mutant): string {
  return what;
}
