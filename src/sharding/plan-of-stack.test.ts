import assert from "node:assert/strict";
import { test } from "node:test";
import { awsSnsSqs } from "../backends/aws-sns-sqs/index.ts";
import { compiled } from "../test-support/compiled.ts";
import { onStack } from "../test-support/stack.ts";
import { planOfStack } from "./plan-of-stack.ts";

const TOPOLOGY = {
  version: 1,
  organization: "ar",
  teams: {
    crm: { contact: "c@ar.example", events: { A: {} } },
    shop: { contact: "s@ar.example", formerly: "store", subscriptions: ["A"] },
    far: { contact: "f@ar.example", events: { Z: {} } },
  },
};

async function planned(stack: string, standing: readonly string[] = [], settings: object = { sharding: "team" }) {
  const { declared, ...rest } = await compiled(TOPOLOGY);
  const input = onStack(awsSnsSqs, rest, { ...settings });
  const stands = standing.map((id) => ({ id }));
  return {
    input,
    alone: planOfStack(stack, "prod", awsSnsSqs, input, declared, stands),
    among: planOfStack(stack, "prod", awsSnsSqs, input, undefined, stands),
  };
}

test("a team's stack is planned with its neighbours alone, under the name that it was first deployed with", async () => {
  const { alone, among } = await planned("prod.store", ["subscription:store/A"]);
  assert.ok(alone.here.shard && among.here.shard);
  assert.deepEqual(alone.here.shard, among.here.shard);
  assert.deepEqual([...new Set(alone.input.desired.topics.map(({ team }) => team))], ["crm"]);
});

test("where something stands that the team does not have, the whole plan has to tell whose it is", async () => {
  const { input, alone, among } = await planned("prod.store", ["topic:Z"]);
  assert.equal(alone.input, input);
  for (const { here } of [alone, among])
    assert.deepEqual(
      here.diagnostics.map(({ code }) => code),
      ["misplaced"],
    );
});

test("other stacks are planned as a whole", async () => {
  const isWhole = ({ input, alone }: Awaited<ReturnType<typeof planned>>) => alone.input === input;
  for (const stack of ["prod", "prod._shared", "prod.shop", "prod.nobody"])
    assert.ok(isWhole(await planned(stack)), stack);
  assert.ok(isWhole(await planned("prod.store", [], {})));
});
