/* What the table says and what validation says are the same, on every backend, whatever the topology. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sortDiagnostics } from "../diagnostic.ts";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
import { randomTopology } from "../test-support/random-topology.ts";
import { ACCOUNTS, onStack } from "../test-support/stack.ts";
import type { Backend, BackendInput } from "./backend.ts";
import { type Budget, quotaProblems } from "./quota.ts";
import { backends } from "./registry.ts";

/** Limits so low that small topologies reach them: what is not adjustable stays as it is. */
function withLimits(input: BackendInput, backend: Backend, limit: number): BackendInput {
  const quotas = Object.fromEntries(backend.quotas.map(({ key }) => [key, limit]));
  const stack = { ...input.stack, quotas };
  return { ...input, stack };
}

const percent = ({ used, limit = Number.POSITIVE_INFINITY }: Budget) => (used * 100) / limit;

for (const backend of backends)
  for (const accounts of ACCOUNTS)
    test(`property: budgets and problems agree on ${backend.name}, ${accounts} accounts`, async () => {
      const keys = new Set(backend.quotas.map(({ key }) => key));
      let reached = 0;
      await fc.assert(
        fc.asyncProperty(randomTopology(4), fc.integer({ min: 1, max: 6 }), async (topology, limit) => {
          const input = withLimits(onStack(backend, await compiled(topology), {}, accounts), backend, limit);
          const budgets = backend.budgets(input);
          const problems = backend.check(input);
          const told = problems.filter(({ code }) => code === "quota-exceeded");

          assert.deepEqual(sortDiagnostics(told), sortDiagnostics(quotaProblems(budgets)));
          for (const budget of budgets) {
            const { key, scope, refusedBy, chosen, adjustable, limit: effective } = budget;
            assert.ok(keys.has(key), key);
            if (adjustable && effective !== undefined) assert.equal(effective, limit, key);
            const mine = told.filter(({ message }) => message.includes(`${budget.what} ${scope}, `));
            const expected =
              percent(budget) > 100
                ? refusedBy === undefined && "error"
                : percent(budget) >= 80 && chosen !== true && "warning";
            assert.deepEqual([...new Set(mine.map(({ severity }) => severity))], expected ? [expected] : [], key);
            if (percent(budget) > 100 && refusedBy !== undefined)
              assert.ok(
                problems.some(({ code, severity }) => code === refusedBy && severity === "error"),
                `${key} is over, and no ${refusedBy} says so`,
              );
          }
          reached += told.length;
        }),
        { numRuns: 25 },
      );
      if (backend.quotas.some(({ adjustable }) => adjustable)) assert.ok(reached > 0, "no limit was ever reached");
    });

test("property: the order of a topology changes no budget", async () => {
  for (const backend of backends)
    await fc.assert(
      fc.asyncProperty(randomTopology(4), async (topology) => {
        const reversed = { ...topology, teams: Object.fromEntries(Object.entries(topology.teams).reverse()) };
        const of = async (value: object) =>
          backend
            .budgets(onStack(backend, await compiled(value)))
            .map(({ key, used, scope }) => `${key} ${used} ${scope}`)
            .sort();
        assert.deepEqual(await of(reversed), await of(topology));
      }),
      { numRuns: 10 },
    );
});
