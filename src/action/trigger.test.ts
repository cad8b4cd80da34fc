import assert from "node:assert/strict";
import { test } from "node:test";
import { EnvironmentError } from "../local/environment-error.ts";
import { mergeGroupPayload, pullRequestPayload, pushPayload } from "./test-support/payloads.ts";
import { triggerOf } from "./trigger.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

test("a pull request: its number and the tips of its branches", () => {
  assert.deepEqual(triggerOf("pull_request", pullRequestPayload({ base: A, head: B })), {
    kind: "pull-request",
    number: 7,
    baseSha: A,
    headSha: B,
    fromFork: false,
    privileged: false,
  });
});

test("a fork is another repository, or one that was deleted", () => {
  for (const headRepository of ["stranger/events", null]) {
    const trigger = triggerOf("pull_request", pullRequestPayload({ base: A, head: B, headRepository }));
    assert.equal(trigger.kind === "pull-request" && trigger.fromFork, true);
  }
});

test("pull_request_target is privileged", () => {
  const trigger = triggerOf("pull_request_target", pullRequestPayload({ base: A, head: B }));
  assert.equal(trigger.kind === "pull-request" && trigger.privileged, true);
});

test("a push: the commit before", () => {
  const payload = pushPayload({ before: A, after: B });
  assert.deepEqual(triggerOf("push", payload), { kind: "range", baseSha: A, forced: false });
  assert.deepEqual(triggerOf("push", { ...payload, forced: true }), { kind: "range", baseSha: A, forced: true });
});

test("a branch that is new has nothing before", () => {
  const trigger = triggerOf("push", pushPayload({ before: "0".repeat(40), after: B }));
  assert.deepEqual(trigger, { kind: "other", reason: "the branch or tag is new" });
});

test("a merge group: where it starts", () => {
  const trigger = triggerOf("merge_group", mergeGroupPayload({ base: A, head: B }));
  assert.deepEqual(trigger, { kind: "range", baseSha: A, forced: false });
});

test("other events compare nothing", () => {
  const trigger = triggerOf("workflow_dispatch", { inputs: {}, ref: "refs/heads/main" });
  assert.deepEqual(trigger, { kind: "other", reason: "the event workflow_dispatch compares nothing" });
});

for (const [name, payload] of [
  ["push", { before: "--output=/tmp/x" }],
  ["pull_request", pullRequestPayload({ base: "main; rm", head: B })],
  ["pull_request", { pull_request: {} }],
  ["merge_group", { merge_group: "x" }],
  ["push", undefined],
] as const)
  test(`what looks unlike a commit is never handed on: ${name} ${JSON.stringify(payload)?.slice(0, 40)}`, () => {
    assert.throws(() => triggerOf(name, payload), EnvironmentError);
  });
