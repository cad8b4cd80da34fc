import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPolicy } from "../check-policy.ts";
import { brokenBy, policyOf } from "../test-support/broken-by.ts";

const TEAMS = `
  crm: { events: { CUSTOMER_CREATED: {}, cardAdded: {}, CARD_: {} } }
  sales-2: { events: { sales-2.won: {} }, subscriptions: [cardAdded, { queue: Copy, events: [cardAdded, CARD_] }] }
`;

test("the whole name has to match, not a part of it", async () => {
  assert.deepEqual(await brokenBy(TEAMS, '- { rule: event-name, level: error, pattern: "[A-Z]+(_[A-Z]+)*" }'), [
    "error policy/event-name topic:CARD_: the event name CARD_ does not match the pattern [A-Z]+(_[A-Z]+)*",
    "error policy/event-name topic:cardAdded: the event name cardAdded does not match the pattern [A-Z]+(_[A-Z]+)*",
    "error policy/event-name topic:sales-2.won: the event name sales-2.won does not match the pattern [A-Z]+(_[A-Z]+)*",
  ]);
});

test("alternatives are of the whole name too", async () => {
  assert.deepEqual(await brokenBy(TEAMS, '- { rule: team-name, level: error, pattern: "cr|sales-2" }'), [
    "error policy/team-name team:crm: the team name crm does not match the pattern cr|sales-2",
  ]);
});

test("{team} is the team's name, and a pattern can be for some teams only", async () => {
  assert.deepEqual(
    await brokenBy(TEAMS, '- { rule: event-name, level: error, pattern: "{team}[.].+", teams: [sales-2] }'),
    [],
  );
  assert.deepEqual(
    await brokenBy(
      TEAMS,
      '- { rule: event-name, level: warning, pattern: "{team}[.].+", exceptTeams: [sales-2] }',
    ).then((found) => found.length),
    3,
  );
});

test("queue-name is for queues with a name of their own", async () => {
  assert.deepEqual(
    await brokenBy(TEAMS, '- { rule: queue-name, level: error, pattern: "[a-z-]+", message: say why }'),
    [
      "error policy/queue-name subscription:sales-2/Copy: the queue name Copy does not match the pattern [a-z-]+: say why",
    ],
  );
});

test("a pattern that backtracks for ever is interrupted and told", async () => {
  const policy = await policyOf('- { rule: event-name, level: warning, pattern: "(a+)+" }');
  const [found, ...more] = checkPolicy(
    policy,
    [{ kind: "event", at: "topic:x", team: "crm", event: `${"a".repeat(120)}!` }],
    () => undefined,
  );
  assert.equal(found?.code, "bad-policy-pattern");
  assert.equal(found.severity, "error");
  assert.deepEqual(found.span.start, { line: 3, column: 48 });
  assert.deepEqual(more, []);
});

test("100,000 names take no longer than a moment", async () => {
  const policy = await policyOf('- { rule: event-name, level: error, pattern: "{team}[A-Z]+(_[A-Z0-9]+)*" }');
  const facts = Array.from({ length: 100_000 }, (_, index) => ({
    kind: "event" as const,
    at: `topic:T_${index}`,
    team: `t${index % 500}`,
    event: `t${index % 500}T_${index}`,
  }));
  assert.deepEqual(
    checkPolicy(policy, facts, () => undefined),
    [],
  );
});
