import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedOnlyTypes } from "../recorded.ts";
import { mayDelete } from "./deletion-policy.ts";
import { fromDuration, toDuration } from "./duration.ts";
import { gcp } from "./gcp.ts";
import { withMember, withoutMember } from "./iam-policy.ts";
import { fromPushConfig, toPushConfig } from "./push-config.ts";
import { fullPath, parseId, parsePath } from "./resource-path.ts";

test("durations go to messages and back", () => {
  for (const text of ["0s", "30s", "1.5s", "2678400s", "0.000000001s"])
    assert.equal(fromDuration(toDuration(text)), text);
  assert.equal(fromDuration({ seconds: "600", nanos: 0 }), "600s");
  assert.equal(fromDuration(null), undefined);
});

test("paths of resources are taken apart; bare names are completed", () => {
  assert.deepEqual(parsePath("topics", "projects/p/topics/t"), { project: "p", name: "t" });
  for (const path of ["t", "projects/p/subscriptions/t", "projects/p/topics/t/x", "projects//topics/t"])
    assert.equal(parsePath("topics", path), undefined);
  assert.equal(fullPath("topics", "p", "t"), "projects/p/topics/t");
  assert.equal(fullPath("topics", "p", "projects/q/topics/t"), "projects/q/topics/t");
  assert.throws(() => parseId("topics", "t"), { message: "the id must be projects/PROJECT/topics/NAME" });
});

test("a member joins its role once and leaves it alone; conditional bindings are others", () => {
  const conditional = { role: "r", members: ["c"], condition: { expression: "x" } } as never;
  const one = withMember([conditional, { role: "s", members: ["a"] }] as never, "r", "a");
  assert.deepEqual(one, [conditional, { role: "s", members: ["a"] }, { role: "r", members: ["a"] }]);
  assert.deepEqual(withMember(one, "r", "a"), one);
  const two = withMember(one, "r", "b");
  assert.deepEqual(two.at(-1), { role: "r", members: ["a", "b"] });
  assert.deepEqual(withoutMember(two, "r", "b"), one);
  assert.deepEqual(withoutMember(one, "r", "c"), one);
  assert.deepEqual(withoutMember(one, "r", "a"), [conditional, { role: "s", members: ["a"] }]);
});

test("the deletion policy decides whether the cloud is asked", () => {
  assert.equal(mayDelete("DELETE"), true);
  assert.equal(mayDelete("ABANDON"), false);
  assert.throws(() => mayDelete("PREVENT"), /PREVENT/);
});

test("a push configuration comes back as it was, without what only the cloud says", () => {
  const config = { pushEndpoint: "https://ar.example", noWrapper: { writeMetadata: false } };
  const answered = { ...toPushConfig(config), attributes: { "x-goog-version": "v1" } };
  assert.deepEqual(fromPushConfig(answered, undefined), config);
  const versioned = { ...config, attributes: { "x-goog-version": "v1" } };
  assert.deepEqual(fromPushConfig(toPushConfig(versioned), versioned), versioned);
  assert.equal(fromPushConfig({ pushEndpoint: "" }, config), undefined);
  assert.equal(toPushConfig(undefined), null);
});

test("what no service of the local stack stands behind is known", () => {
  assert.deepEqual(recordedOnlyTypes(gcp), [
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
    "gcp:monitoring/alertPolicy:AlertPolicy",
    "gcp:serviceaccount/iAMMember:IAMMember",
  ]);
});
