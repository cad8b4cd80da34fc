import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPlaces } from "./check-places.ts";
import type { AwsPlace } from "./place.ts";
import { awsInput, example, ownAccounts, place, roleArn } from "./test-support/input.ts";

const check = (placeOf: (team: string) => AwsPlace) => {
  const input = awsInput(example, { placeOf });
  return { input, found: checkPlaces(input) };
};

test("accounts of their own are fine, and one role for all teams of an account", () => {
  assert.deepEqual(checkPlaces(awsInput(example, ownAccounts())), []);
  assert.deepEqual(check(() => ({ ...place, assumeRole: roleArn("deployer") })).found, []);
});

test("a role to assume must be in the account, or the stack's is taken for a team in another", () => {
  const assumeRole = roleArn("deployer");
  const { input, found } = check((team) => ({
    ...place,
    assumeRole,
    ...(team === "crm" && { account: "444455556666" }),
  }));
  const [problem, ...rest] = found;
  assert.deepEqual(rest, []);
  assert.equal(problem?.code, "role-in-other-account");
  assert.match(
    problem?.message ?? "",
    /team crm is in account 444455556666, but .*111122223333:role\/deployer, which is in 111122223333; .*teams\.crm\.aws\.assumeRole/,
  );
  assert.deepEqual(problem?.span, input.stack.spanOf(["teams", "crm", "aws"]));
});

test("an account and region has one deployer: both sides are named", () => {
  const { found } = check((team) => (team === "marketing" ? { ...place, assumeRole: roleArn("other") } : place));
  const [problem, ...rest] = found;
  assert.deepEqual(rest, []);
  assert.equal(problem?.code, "place-conflict");
  assert.match(problem?.message ?? "", /teams crm and marketing .*no role for crm and .*role\/other for marketing/);
  assert.equal(problem?.related?.length, 1);
});
