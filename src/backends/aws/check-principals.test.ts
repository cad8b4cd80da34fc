import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPrincipals } from "./check-principals.ts";
import { awsInput, place, roleArn } from "./test-support/input.ts";

for (const [principal, code, message] of [
  [
    "crm",
    "invalid-principal",
    /"crm" is not the ARN of an IAM role; write one like arn:aws:iam::111122223333:role\/crm/,
  ],
  ["*", "invalid-principal", /is not the ARN/],
  ["arn:aws-cn:iam::111122223333:role/crm", "invalid-principal", /partition aws-cn, but region eu-west-1 is in aws/],
  [roleArn("aws-service-role/x/y"), "invalid-principal", /managed by AWS/],
  [roleArn("aws-reserved/sso.amazonaws.com/y"), "invalid-principal", /managed by AWS/],
  [
    "arn:aws:iam::444455556666:role/crm",
    "principal-in-other-account",
    /in account 444455556666, team crm in 111122223333; .*event-topology:teams\.crm\.aws\.account: "444455556666"/,
  ],
] as const) {
  test(`${principal} is refused once, at the team in the stack file`, () => {
    const principals = () => ({ publishers: [principal], consumers: [principal] });
    const input = awsInput({ events: { A: "crm" } }, { principals });
    const [found, ...rest] = checkPrincipals(input);
    assert.deepEqual(rest, []);
    assert.equal(found?.code, code);
    assert.equal(found?.severity, "error");
    assert.match(found?.message ?? "", message);
    assert.deepEqual(found?.span, input.stack.spanOf(["teams", "crm", "principals"]));
  });
}

test("roles of the stack's own account are fine, in each partition", () => {
  assert.deepEqual(checkPrincipals(awsInput({ events: { A: "crm" } })), []);
  const china = awsInput(
    { events: { A: "crm" } },
    {
      place: { ...place, region: "cn-north-1" },
      principals: () => ({ publishers: ["arn:aws-cn:iam::111122223333:role/crm"], consumers: [] }),
    },
  );
  assert.deepEqual(checkPrincipals(china), []);
});

test("a role of the team's own account is fine, one of the stack's is not", () => {
  const placeOf = (team: string) => (team === "crm" ? { ...place, account: "444455556666" } : place);
  const principals = () => ({ publishers: ["arn:aws:iam::444455556666:role/crm", roleArn("crm")], consumers: [] });
  const [found, ...rest] = checkPrincipals(awsInput({ events: { A: "crm" } }, { placeOf, principals }));
  assert.deepEqual(rest, []);
  assert.match(found?.message ?? "", /in account 111122223333, team crm in 444455556666/);
});
