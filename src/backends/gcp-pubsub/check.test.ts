import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueueSketch, Sketch } from "../test-support/input.ts";
import { check } from "./check.ts";
import type { GcpPlace } from "./settings.ts";
import { account, example, gcpInput, type Options, ownPlace, place } from "./test-support/gcp-input.ts";

test("a good topology on a good stack has no problem", () => {
  assert.deepEqual(check(gcpInput(example, { labels: { environment: "dev" } })), []);
});

/** The only problem there is: code, severity, and the words of its message. */
function theProblem(sketch: Sketch, options: Options = {}) {
  const input = gcpInput(sketch, options);
  const [problem, ...rest] = check(input);
  assert.ok(problem, "no problem found");
  assert.deepEqual(rest, []);
  return { ...problem, input };
}

function oneQueue(queue: Partial<QueueSketch>): Sketch {
  return { events: { SENT: "crm" }, queues: [{ team: "data", events: ["SENT"], ...queue }] };
}

for (const [settings, message] of [
  [{ ackDeadlineSeconds: 10, retentionSeconds: 600, maxDeliveryAttempts: 5 }, undefined],
  [{ ackDeadlineSeconds: 600, retentionSeconds: 2_678_400, maxDeliveryAttempts: 100 }, undefined],
  [{ ackDeadlineSeconds: 9 }, /^the ack deadline of data\/SENT is 9s; Pub\/Sub takes 10s to 10m/],
  [{ ackDeadlineSeconds: 601 }, /ack deadline .* is 601s/],
  [{ retentionSeconds: 599 }, /retention .* is 599s; Pub\/Sub takes 10m to 31d/],
  [{ retentionSeconds: 2_764_800 }, /retention .* is 32d/],
  [{ maxDeliveryAttempts: 4 }, /number of delivery attempts .* is 4; Pub\/Sub takes 5 to 100/],
  [{ maxDeliveryAttempts: 101 }, /is 101;/],
] as const) {
  test(`${JSON.stringify(settings)} is ${message === undefined ? "fine" : "out of range"}`, () => {
    if (message === undefined) return assert.deepEqual(check(gcpInput(oneQueue({ settings }))), []);
    const problem = theProblem(oneQueue({ settings }));
    assert.equal(problem.code, "out-of-range");
    assert.equal(problem.severity, "error");
    assert.match(problem.message, message);
    assert.deepEqual(problem.span, problem.input.origins.get("subscription:data/SENT"));
  });
}

test("a filter that is too long is reported at its event in the queue, with its size", () => {
  const problem = theProblem(oneQueue({ filter: { country: ["x".repeat(300)] } }));
  assert.equal(problem.code, "filter-not-supported");
  assert.match(problem.message, /^the filter of data\/SENT on SENT is 321 bytes .* more than the 256/);
  assert.deepEqual(problem.span, problem.input.origins.get("feed:data/SENT/SENT"));
});

for (const organization of ["google", "1st", "goog"]) {
  test(`an organization called ${organization} is one problem, however many names it spoils`, () => {
    const problem = theProblem({ ...example, organization });
    assert.equal(problem.code, "name-not-legal");
    assert.ok(problem.message.includes(`${organization}_CUSTOMER_CREATED`));
    assert.deepEqual(problem.span, problem.input.origins.get("topic:CUSTOMER_CREATED"));
  });
}

test("a label of the stack that Google Cloud refuses is reported at its key", () => {
  const problem = theProblem(example, { labels: { environment: "dev", Cost: "1" } });
  assert.equal(problem.code, "invalid-label");
  assert.match(problem.message, /^label Cost: a key has/);
  assert.deepEqual(problem.span, problem.input.stack.spanOf(["labels", "Cost"]));
});

test("more labels than a resource holds are one problem", () => {
  const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""]));
  assert.deepEqual(check(gcpInput(example, { labels: labels(57) })), []);
  const problem = theProblem(example, { labels: labels(58) });
  assert.equal(problem.code, "invalid-label");
  assert.match(problem.message, /sets 58 labels; beside ours there is room for 57/);
});

test("a team without principals is named", () => {
  const principals = (team: string) =>
    team === "crm" ? { publishers: [], consumers: [] } : { publishers: [account(team)], consumers: [account(team)] };
  const problem = theProblem(example, { principals });
  assert.equal(problem.code, "missing-principal");
  assert.match(problem.message, /event-topology:teams\.crm\.principals/);
});

test("everybody is no principal", () => {
  const principals = (team: string) => ({
    publishers: [team === "crm" ? "allUsers" : account(team)],
    consumers: [account(team)],
  });
  const problem = theProblem(example, { principals });
  assert.equal(problem.code, "invalid-principal");
  assert.match(problem.message, /^"allUsers" of team crm .* like serviceAccount:/);
  assert.deepEqual(problem.span, problem.input.stack.spanOf(["teams", "crm", "principals"]));
});

/** `count` queues of one team, all fed by the same event. */
function queues(count: number): Sketch {
  return {
    events: { SENT: "crm" },
    queues: Array.from({ length: count }, (_, index) => ({
      team: "data",
      queue: `q${index}`,
      events: ["SENT"] as const,
    })),
  };
}

for (const [count, expected] of [
  [3_999, []],
  [4_000, ["warning subscriptions"]],
  [5_000, ["warning subscriptions"]],
  [5_001, ["error subscriptions"]],
] as const) {
  test(`${count} queues take two subscriptions each: ${expected.join() || "fine"}`, () => {
    const found = check(gcpInput(queues(count)));
    assert.deepEqual(
      found.map(
        ({ severity, message }) => `${severity} ${/ (subscriptions|topics) in project ar-events /.exec(message)?.[1]}`,
      ),
      expected,
    );
    for (const { code } of found) assert.equal(code, "quota-exceeded");
  });
}

test("an event with too many queues is reported at the event, beside the project's own quota", () => {
  const input = gcpInput(queues(10_001));
  const found = check(input).map(({ severity, message, span }) => [
    severity,
    /\d+ (\w+ (in|on)) /.exec(message)?.[1],
    span,
  ]);
  assert.deepEqual(found, [
    ["error", "topics in", input.stack.spanOf(["gcp", "project"])],
    ["error", "subscriptions in", input.stack.spanOf(["gcp", "project"])],
    ["error", "subscriptions on", input.origins.get("topic:SENT")],
  ]);
});

test("a policy has room for Pub/Sub's own account too", () => {
  const principals = (consumers: number) => () => ({
    publishers: [account("crm")],
    consumers: Array.from({ length: consumers }, (_, index) => account(`c${index}`)),
  });
  const sketch: Sketch = { events: { SENT: "crm" }, queues: [{ team: "crm", events: ["SENT"] }] };
  assert.equal(theProblem(sketch, { principals: principals(1_499) }).severity, "warning");
  const problem = theProblem(sketch, { principals: principals(1_500) });
  assert.equal(problem.severity, "error");
  assert.match(
    problem.message,
    /needs 1,501 members in the IAM policy on ar_crm_SENT \(team crm\), .* put the identities into a group/,
  );
});

const crossed: Sketch = { events: { SENT: "crm" }, queues: [{ team: "sales", events: ["SENT"] }] };

test("teams in projects of their own have no problem, whoever deploys", () => {
  assert.deepEqual(check(gcpInput(crossed, { placeOf: ownPlace })), []);
  const plain = (team: string): GcpPlace => {
    const { impersonate: _nobody, ...rest } = ownPlace(team);
    return rest;
  };
  assert.deepEqual(check(gcpInput(crossed, { placeOf: plain })), []);
});

for (const [key, own, message] of [
  [
    "projectNumber",
    { project: "sales-events", projectNumber: place.projectNumber },
    /^team sales stands in project sales-events, with 123456789012, which is the number of project ar-events of the stack; give event-topology:teams\.sales\.gcp both/,
  ],
  [
    "projectNumber",
    { ...place, projectNumber: "7" },
    /^team sales stands in project ar-events like the stack, but its projectNumber is 7 and there it is 123456789012/,
  ],
  ["enableServices", { ...place, enableServices: false }, /its enableServices is false and there it is not set/],
  ["impersonate", { ...place, impersonate: "d@ar.iam.gserviceaccount.com" }, /its impersonate is d@ar/],
  ["deployer", { ...place, deployer: "user:d@ar.example" }, /its deployer is user:d@ar\.example/],
] as const)
  test(`a team's place that contradicts the stack's in ${key} is reported at that key: ${JSON.stringify(own)}`, () => {
    const problem = theProblem(crossed, { placeOf: (team) => (team === "sales" ? own : place) });
    assert.deepEqual([problem.code, problem.severity], ["conflicting-places", "error"]);
    assert.match(problem.message, message);
    assert.deepEqual(problem.span, problem.input.stack.spanOf(["teams", "sales", "gcp", key]));
  });

test("two teams that contradict each other are one problem, which names the other", () => {
  const placeOf = (team: string) => ({ project: `${team}-events`, projectNumber: "77" });
  assert.match(theProblem(crossed, { placeOf }).message, /^team sales .* number of project crm-events of team crm/);
});

test("a project without a known deployer beside one that has is a warning which names both sides", () => {
  const placeOf = (team: string) => (team === "crm" ? ownPlace("crm") : place);
  const problem = theProblem(crossed, { placeOf });
  assert.deepEqual([problem.code, problem.severity], ["unknown-deployer", "warning"]);
  assert.match(
    problem.message,
    /crm-events of team crm .*:deployer@crm-events.* ar-events of team sales.*on SENT; add/,
  );
  assert.deepEqual(problem.related?.[0]?.span, problem.input.origins.get("topic:SENT"));
});

test("a deployer that is everybody is refused", () => {
  const placeOf = (team: string) => ({ ...ownPlace(team), impersonate: `${team}@x y` });
  const found = check(gcpInput(crossed, { placeOf })).map(({ code, message }) => [code, message.slice(0, 26)]);
  assert.deepEqual(found, [
    ["invalid-principal", '"serviceAccount:crm@x y" of'.slice(0, 26)],
    ["invalid-principal", '"serviceAccount:sales@x y" of'.slice(0, 26)],
  ]);
});

test("each project has quotas of its own, told where it is given", () => {
  const placeOf = (team: string) => (team === "crm" ? place : ownPlace(team));
  const input = gcpInput(queues(4_999), { placeOf });
  assert.deepEqual(
    check(input).map(({ severity, message, span }) => [severity, / in (project \S+) \(team/.exec(message)?.[1], span]),
    [["warning", "project data-events", input.stack.spanOf(["teams", "data", "gcp", "project"])]],
  );
});

test("deployers of other projects are members of a topic's policy", () => {
  const teams = Array.from({ length: 1_199 }, (_, at) => `t${at}`);
  const many: Sketch = {
    events: { SENT: "crm" },
    queues: teams.map((team) => ({ team, events: ["SENT"] })),
  };
  const problem = theProblem(many, { placeOf: ownPlace });
  assert.match(problem.message, /needs 1,200 members in the IAM policy on ar_SENT \(team crm\), 80% of/);
});
