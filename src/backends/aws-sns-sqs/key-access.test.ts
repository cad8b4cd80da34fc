/** Least privilege of the keys that are made for teams, decided from their policies for every (principal, action, key). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AwsDecisions } from "../../test-support/access/aws-decisions.ts";
import { keyQuestions } from "../../test-support/access/aws-key-questions.ts";
import { awsMutants } from "../../test-support/access/aws-mutants.ts";
import { awsPolicies } from "../../test-support/access/aws-policies.ts";
import { awsScene, placeOfProvider } from "../../test-support/access/aws-scene.ts";
import { firstWrongAnswer } from "../../test-support/access/question.ts";
import { compiled } from "../../test-support/compiled.ts";
import { ACCOUNTS, type Accounts, onStack, principalOf } from "../../test-support/stack.ts";
import type { Backend, BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { awsSnsSqs } from "./index.ts";
import type { AwsPlace } from "./settings.ts";

const backend = awsSnsSqs as Backend;

/** Mutants that change nothing of what anybody can do. */
const EQUIVALENT = [
  // aws:SourceArn is in no call but a service's, so that no role meets the condition; twice, for two principals.
  "principal-more: AllowDelivery of key:crm",
  "principal-more: AllowDelivery of key:crm",
];

const TOPOLOGY = {
  version: 1,
  organization: "ar",
  teams: {
    crm: { events: { CREATED: {}, UPDATED: { ordered: true } }, subscriptions: ["SENT"] },
    marketing: { events: { SENT: {} } },
    data: { subscriptions: [{ queue: "all", events: ["CREATED", "UPDATED"] }] },
  },
};

/** Publishers and consumers are other roles, so that what one may and the other may not is seen. */
function staffed(): { readonly teams: object } {
  const roles = (team: string) => ({
    publishers: [principalOf(backend, `${team}-out`)],
    consumers: [principalOf(backend, `${team}-in`)],
  });
  return { teams: Object.fromEntries(Object.keys(TOPOLOGY.teams).map((team) => [team, roles(team)])) };
}

async function proofOf(accounts: Accounts) {
  const plain = onStack(backend, await compiled(TOPOLOGY), accounts === "shared" ? staffed() : {}, accounts);
  const { stack, ...rest } = plain as BackendInput<AwsPlace>;
  const withKey = (place: AwsPlace): AwsPlace => ({ ...place, kmsKey: "create" });
  const placeOf = (team: string) => withKey(stack.placeOf(team));
  const input: BackendInput<AwsPlace> = { ...rest, stack: { ...stack, place: withKey(stack.place), placeOf } };
  const resources = awsSnsSqs.resources(input);
  const questions = keyQuestions(awsScene(backend, input, resources), input);
  const decisions = new AwsDecisions();
  return {
    resources,
    questions,
    problem: (of: readonly CloudResource[]) =>
      firstWrongAnswer(questions, decisions.under(awsPolicies(of, placeOfProvider(backend, input)))),
  };
}

for (const accounts of ACCOUNTS)
  test(`only the team and what delivers to it use its key, accounts ${accounts}`, async (t) => {
    const { resources, questions, problem } = await proofOf(accounts);
    assert.ok(questions.some(({ allowed }) => allowed));
    assert.equal(await problem(resources), undefined);
    t.diagnostic(`${questions.length} (principal, action, key)`);
  });

test("no statement of a key can be widened or dropped unnoticed", async (t) => {
  const { resources, problem } = await proofOf("shared");
  const mutants = awsMutants(resources, principalOf(backend, "intruder")).filter(
    ({ of, kind }) => of.id === "key:crm" && kind !== "resource-dropped",
  );
  const survivors: string[] = [];
  for (const mutant of mutants) if ((await problem(mutant.resources)) === undefined) survivors.push(mutant.what);
  assert.deepEqual(survivors, EQUIVALENT);
  t.diagnostic(`${mutants.length} mutants, ${survivors.length} equivalent`);
});
