import assert from "node:assert/strict";
import { test } from "node:test";
import { planOf } from "../backends/plan.ts";
import { compiled } from "../test-support/compiled.ts";
import { onStack } from "../test-support/stack.ts";
import { stackPart } from "./stack-part.ts";
import { backendOf } from "./test-support/sharded.ts";

const topology = {
  version: 1,
  organization: "ar",
  teams: {
    sales: { formerly: "crm", contact: "crm@ar.example", events: { A: {} } },
    marketing: { contact: "m@ar.example", subscriptions: ["A"] },
  },
};

async function part(stack: string, sharding: "none" | "team", ...standing: readonly string[]) {
  const backend = backendOf("aws-sns-sqs");
  const input = onStack(backend, await compiled(topology), { sharding });
  const { resources } = planOf(backend, input);
  return stackPart(
    stack,
    "prod",
    input,
    resources,
    standing.map((id) => ({ id })),
  );
}

const message = async (...args: Parameters<typeof part>) => (await part(...args)).diagnostics[0]?.message;

test("a stack holds what belongs to its team, by the name under which that was first deployed", async () => {
  const { shard } = await part("prod.crm", "team");
  assert.ok(shard);
  assert.ok(shard.resources.some(({ id }) => id === "topic:A"));
  assert.ok(shard.resources.every(({ team }) => team === "sales"));
});

test("an unsharded stack holds everything", async () => {
  const { shard } = await part("prod", "none");
  assert.deepEqual([...new Set(shard?.resources.map(({ team }) => team))].sort(), ["marketing", "sales"]);
});

test("a stack that the file does not provide for is refused", async () => {
  assert.match((await message("prod", "team")) ?? "", /runs as one stack for each team/);
  assert.match((await message("prod.crm", "none")) ?? "", /runs as one stack, so that there is no stack prod\.crm/);
  assert.match((await message("prod.sales", "team")) ?? "", /no team for the stack prod\.sales/);
});

test("what belongs into another stack is neither made anew nor deleted", async () => {
  assert.match(
    (await message("prod.marketing", "team", "topic:A", "policy:topic:A")) ?? "",
    /^topic:A and 1 more stands in the stack prod\.marketing and belongs into prod\.crm; run topology shards move --stack prod$/,
  );
});

test("the stack of a team that has gone is emptied", async () => {
  const { shard } = await part("prod.gone", "team", "topic:OLD");
  assert.deepEqual(shard?.resources, []);
});
