import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput } from "./aws/test-support/input.ts";
import type { CloudResource } from "./cloud-resource.ts";
import type { Quota } from "./quota.ts";
import { tallyOf } from "./tally.ts";

const bytes: Quota = {
  key: "cloud.bytes",
  what: "bytes",
  unit: "bytes",
  limit: 100,
  adjustable: true,
  source: "the page",
  remedy: "use less",
};
const input = awsInput({ events: { A: "crm", B: "hr" }, queues: [{ team: "hr", events: ["A"] }] });

function resource(team: string, name: string, id = `topic:${name}`): CloudResource {
  return { type: "t", id, name, team, provider: "p", properties: {}, dependsOn: [], holdsMessages: false };
}

function told(uses: readonly (readonly [string, string, number])[], at = input): readonly string[] {
  const tally = tallyOf(at);
  for (const [team, name, used] of uses) tally.add(bytes, used, resource(team, name));
  return tally.budgets().map(({ used, scope }) => `${used} ${scope}`);
}

test("of each team the fullest is told, with all that are near the limit or over it", () => {
  assert.deepEqual(
    told([
      ["crm", "a", 10],
      ["crm", "b", 30],
      ["crm", "c", 20],
      ["hr", "d", 5],
      ["crm", "e", 80],
      ["crm", "f", 101],
      ["crm", "g", 79],
    ]),
    ["80 on e (team crm)", "101 on f (team crm)", "79 on g (team crm)", "5 on d (team hr)"],
  );
});

test("of what another check refuses the fullest of each team is told, and all that are near", () => {
  const tally = tallyOf(input);
  const refused = { ...bytes, refusedBy: "filter-not-supported" };
  for (const used of [101, 1, 300, 80, 200, 90]) tally.add(refused, used, resource("crm", `n${used}`));
  assert.deepEqual(
    tally.budgets().map(({ used }) => used),
    [80, 90, 300],
  );
});

test("a use of nothing is told, one that is not there is not", () => {
  const tally = tallyOf(input);
  tally.add(bytes, undefined, resource("crm", "a"));
  assert.deepEqual(tally.budgets(), []);
  assert.deepEqual(told([["crm", "a", 0]]), ["0 on a (team crm)"]);
});

test("near and over follow the limit that the stack file says", () => {
  const stack = { ...input.stack, quotas: { "cloud.bytes": 1000 } };
  const tally = tallyOf({ ...input, stack });
  tally.add(bytes, 101, resource("crm", "a"));
  tally.add(bytes, 100, resource("crm", "b"));
  assert.deepEqual(
    tally.budgets().map(({ used, limit, usualLimit }) => [used, limit, usualLimit]),
    [[101, 1000, 100]],
  );
  const fixed = tallyOf({ ...input, stack });
  fixed.add({ ...bytes, adjustable: false }, 101, resource("crm", "a"));
  assert.deepEqual(
    fixed.budgets().map(({ limit, usualLimit }) => [limit, usualLimit]),
    [[100, undefined]],
  );
});

test("the span is that of the element, of the queue of a part, of the team, or of the stack file's key", () => {
  const spanOf = (of: CloudResource, causedAt?: readonly string[]) => {
    const tally = tallyOf(input);
    tally.add(bytes, 1, of, causedAt && { causedAt });
    return tally.budgets()[0]?.span;
  };
  assert.deepEqual(spanOf(resource("crm", "A", "topic:A")), input.origins.get("topic:A"));
  assert.deepEqual(
    spanOf({ ...resource("crm", "A", "policy:topic:A"), deletedWith: "topic:A" }),
    input.origins.get("topic:A"),
  );
  assert.deepEqual(spanOf(resource("hr", "q", "rule:hr/A/crm")), input.origins.get("subscription:hr/A"));
  assert.deepEqual(spanOf(resource("hr", "q", "undeliverable-queue:hr/A/crm")), input.origins.get("subscription:hr/A"));
  assert.deepEqual(spanOf(resource("hr", "q", "event-bus:hr")), input.origins.get("team:hr"));
  assert.deepEqual(spanOf(resource("", "q", "service:x")), input.stack.spanOf([]));
  assert.deepEqual(spanOf(resource("hr", "q"), ["teams", "hr"]), input.stack.spanOf(["teams", "hr"]));
});
