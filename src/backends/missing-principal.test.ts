import assert from "node:assert/strict";
import { test } from "node:test";
import { missingPrincipals, principalsOf } from "./missing-principal.ts";
import type { TeamPrincipals } from "./stack-settings.ts";
import { backendInput, type Sketch } from "./test-support/input.ts";

const NOBODY = { publishers: [], consumers: [] };
const BOTH = { publishers: ["p"], consumers: ["c"] };
const sketch: Sketch = {
  events: { CREATED: "crm", UPDATED: "crm", SENT: "marketing" },
  queues: [
    { team: "marketing", events: ["CREATED"] },
    { team: "data", events: ["SENT"] },
  ],
};

function input(principals: Readonly<Record<string, TeamPrincipals>>) {
  return backendInput(sketch, { backend: "any", place: {}, principals: (team) => principals[team] ?? NOBODY });
}

test("a team needs principals only for what it does", () => {
  const found = missingPrincipals(
    input({ crm: { publishers: ["p"], consumers: [] }, marketing: BOTH, data: { publishers: [], consumers: ["c"] } }),
  );
  assert.deepEqual(found, []);
});

test("an owner without a publisher is told the key, the stack file and the event", () => {
  const given = input({ crm: { publishers: [], consumers: ["c"] }, marketing: BOTH, data: BOTH });
  assert.deepEqual(missingPrincipals(given), [
    {
      code: "missing-principal",
      severity: "error",
      message:
        "team crm has no publisher for its 2 events in stack test; add event-topology:teams.crm.principals to stacks/Pulumi.test.yaml",
      span: given.stack.spanOf(["teams", "crm"]),
      related: [{ message: "crm owns CREATED here", span: given.origins.get("topic:CREATED") }],
    },
  ]);
});

test("a subscriber without a consumer points at its queue", () => {
  const given = input({ crm: BOTH, marketing: BOTH, data: { publishers: ["p"], consumers: [] } });
  const [found, ...rest] = missingPrincipals(given);
  assert.deepEqual(rest, []);
  assert.match(found?.message ?? "", /^team data has no consumer for its queue in stack test;/);
  assert.deepEqual(found?.related, [
    { message: "data consumes SENT here", span: given.origins.get("subscription:data/SENT") },
  ]);
});

test("a team that lacks both is one problem with two places", () => {
  const [found, ...rest] = missingPrincipals(input({ crm: BOTH, data: BOTH }));
  assert.deepEqual(rest, []);
  assert.match(found?.message ?? "", /no publisher for its event and no consumer for its queue/);
  assert.equal(found?.related?.length, 2);
});

test("a team that the stack does not name has nobody, whatever its name", () => {
  const { stack } = input({});
  assert.deepEqual(principalsOf({ ...stack, principals: {} }, "constructor"), NOBODY);
  assert.deepEqual(principalsOf({ ...stack, principals: { crm: BOTH } }, "crm"), BOTH);
});
