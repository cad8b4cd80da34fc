import assert from "node:assert/strict";
import { test } from "node:test";
import type { CloudResource } from "../cloud-resource.ts";
import { checkPolicySizes, queuePolicyLimits } from "./check-policy-sizes.ts";
import { awsInput } from "./test-support/input.ts";

const input = awsInput({ events: { A: "crm" }, queues: [{ team: "crm", events: ["A"] }] });

function resource(type: string, id: string, properties: CloudResource["properties"]): CloudResource {
  const deletedWith = "subscription:crm/A";
  const provider = "provider:aws/111122223333/eu-west-1";
  return { type, id, name: "q", team: "crm", provider, properties, dependsOn: [], holdsMessages: false, deletedWith };
}

const check = (...resources: readonly CloudResource[]) => checkPolicySizes(input, resources, queuePolicyLimits);
const queuePolicy = (bytes: number) =>
  resource("aws:sqs/queuePolicy:QueuePolicy", "policy:q", { policy: "x".repeat(bytes) });
const rolePolicy = (id: string, characters: number) =>
  resource("aws:iam/rolePolicy:RolePolicy", id, { role: "crm", policy: "x".repeat(characters) });

test("a queue policy is fine, then a warning, then an error, at the subscription", () => {
  assert.deepEqual(check(queuePolicy(6000)), []);
  const [warning] = check(queuePolicy(8192));
  assert.equal(warning?.severity, "warning");
  assert.deepEqual(warning?.span, input.origins.get("subscription:crm/A"));
  const [error] = check(queuePolicy(8193));
  assert.equal(error?.severity, "error");
  assert.equal(error?.code, "quota-exceeded");
  assert.match(error?.message ?? "", /8,193 bytes of queue policy on q/);
});

test("bytes are counted, not characters", () => {
  const policy = resource("aws:sqs/queuePolicy:QueuePolicy", "policy:q", { policy: "ä".repeat(4097) });
  assert.equal(check(policy)[0]?.severity, "error");
});

test("the inline policies of one role count together", () => {
  assert.deepEqual(check(rolePolicy("a", 8000)), []);
  const [error, ...rest] = check(rolePolicy("a", 8000), rolePolicy("b", 3000));
  assert.deepEqual(rest, []);
  assert.equal(error?.severity, "error");
  assert.match(error?.message ?? "", /11,000 characters of inline policies on the role crm/);
  assert.deepEqual(error?.span, input.stack.spanOf(["teams", "crm", "principals"]));
});
