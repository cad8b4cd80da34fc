/**
 * Invariant 3 of the design: only the owner's principals publish an event, only the subscriber's consume its queue,
 * nobody else can, by any policy. Proved by evaluating the produced policies for every (principal, action, resource).
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
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
import { fc } from "../test-support/fast-check.ts";
import { randomTopology } from "../test-support/random-topology.ts";
import { type Accounts, onStack, ownPlaceOf, principalOf } from "../test-support/stack.ts";
import type { AwsPlace } from "./aws/place.ts";
import type { Backend, BackendInput } from "./backend.ts";
import type { CloudResource } from "./cloud-resource.ts";
import type { GcpPlace } from "./gcp-pubsub/settings.ts";
import { backends } from "./registry.ts";

const MAX_TEAMS = 3;

/** Where the teams are: for each in turn whether it is in the stack's account, and what else is said of its place. */
interface Layout {
  readonly name: string;
  readonly spread: readonly [Accounts, ...Accounts[]];
  readonly place?: object;
}

const SHARED: Layout = { name: "one account", spread: ["shared"] };
const OWN: Layout = { name: "an account each", spread: ["own"] };
/** The second of three teams has an account of its own. */
const ORGANIZATION: Layout = {
  name: "two accounts of an organization",
  spread: ["shared", "own", "shared"],
  place: { organizationId: "o-a1b2c3d4e5" },
};

interface Provider {
  readonly layouts: readonly Layout[];
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
    layouts: [SHARED, OWN],
    runs: 60,
    check: (backend, input, made) => gcpAccess(backend, input as BackendInput<GcpPlace>, made),
    mutants: (backend, made) => gcpMutants(made, [...STRANGERS, principalOf(backend, "marketing")]),
    equivalent: [],
  },
  aws: {
    layouts: [SHARED, OWN, ORGANIZATION],
    runs: 2,
    check: (backend, input, made) => awsAccess(backend, input as BackendInput<AwsPlace>, made),
    mutants: (backend, made) => awsMutants(made, principalOf(backend, "intruder")),
    equivalent: [
      {
        why: "aws:SourceArn is in no call but a service's, so that no role meets the condition of these statements.",
        is: ({ kind, sid = "" }) => kind === "principal-more" && ["AllowDelivery", "AssumedForTheRule"].includes(sid),
      },
      {
        why: "aws:PrincipalArn in the condition says who; the principal is but the account of these roles.",
        is: ({ kind, sid = "" }) =>
          ["principal-any", "principal-more"].includes(kind) &&
          ["AllowDeliveryFromOtherAccounts", "AllowConsumers"].includes(sid),
      },
      {
        why: "The Deny on sending beside this statement stops everybody but its roles and the consumers, who may send already.",
        is: ({ kind, sid }) =>
          ["condition-none", "value-more"].includes(kind) && sid === "AllowDeliveryFromOtherAccounts",
      },
      {
        why: "sns:Protocol is in no call but Subscribe, so that no other action meets the condition.",
        is: ({ kind, sid }) => kind === "action-any" && sid === "AllowSubscribersInOtherAccounts",
      },
      {
        why: "Across accounts the queue's policy must let the role in too, and lets it only send.",
        is: ({ kind, sid }) => kind === "action-any" && sid === "Deliver",
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

async function stackOf(
  backend: Backend,
  topology: object,
  staffing: Staffing,
  { spread, place }: Layout,
): Promise<BackendInput> {
  const result = await compiled(topology);
  const { teams } = result.desired;
  const identities = {
    shared: new Map(Object.entries(staffed(backend, teams, staffing, "shared"))),
    own: new Map(Object.entries(staffed(backend, teams, staffing, "own"))),
  };
  const settings = teams.map(({ name }, at) => {
    const accounts = spread[at % spread.length] ?? spread[0];
    const own = { ...(accounts === "own" && ownPlaceOf(backend, name)), ...place };
    return [name, { ...identities[accounts].get(name), [backend.placeKey]: own }];
  });
  return onStack(backend, result, { teams: Object.fromEntries(settings) });
}

/** Those that some layout of some backend has shown. */
const shown = new Set<Equivalent>();

for (const backend of backends) {
  const provider = PROVIDERS[backend.placeKey];
  assert.ok(provider, `no evaluator of the policies of ${backend.placeKey}`);
  for (const layout of provider.layouts) proof(backend, provider, layout);
}

function proof(backend: Backend, provider: Provider, layout: Layout): void {
  describe(`least privilege on ${backend.name}, teams in ${layout.name}`, () => {
    test("only the owner publishes, only the subscriber consumes, nobody else by any policy", async (t) => {
      let questions = 0;
      let topologies = 0;
      const property = fc.asyncProperty(
        randomTopology(MAX_TEAMS),
        randomStaffing(MAX_TEAMS),
        async (topology, staffing) => {
          const input = await stackOf(backend, topology, staffing, layout);
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
      const input = await stackOf(backend, FIXED, ["several", "one", "split"], layout);
      const resources = backend.resources(input);
      const check = provider.check(backend, input, resources);
      assert.equal(await check.problem(resources), undefined);
      assert.ok(!hasErrors(backend.check(input)));

      const mutants = provider.mutants(backend, resources);
      const survivors: Mutant[] = [];
      for (const mutant of mutants) if ((await check.problem(mutant.resources)) === undefined) survivors.push(mutant);
      const equivalent = mutants.filter((mutant) => provider.equivalent.some(({ is }) => is(mutant)));
      assert.deepEqual(survivors.map(whatOf), equivalent.map(whatOf));
      for (const each of provider.equivalent) if (survivors.some(each.is)) shown.add(each);
      t.diagnostic(
        `${mutants.length} mutants, ${survivors.length} equivalent, ${mutants.length - survivors.length} found`,
      );
    });
  });
}

test("what is said of equivalent mutants is still so", () => {
  for (const { equivalent } of Object.values(PROVIDERS))
    for (const each of equivalent) assert.ok(shown.has(each), `no such mutant any more: ${each.why}`);
});

function whatOf({ what }: Mutant): string {
  return what;
}
