import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRole, rolePrincipal, rolesOf } from "./role.ts";

test("a role is read with its path", () => {
  assert.deepEqual(parseRole("arn:aws-cn:iam::111122223333:role/teams/eu/crm"), {
    arn: "arn:aws-cn:iam::111122223333:role/teams/eu/crm",
    partition: "aws-cn",
    account: "111122223333",
    pathAndName: "teams/eu/crm",
    name: "crm",
  });
});

test("the example given to users is a role", () => {
  assert.match(rolePrincipal.example, rolePrincipal.pattern);
});

for (const text of [
  "arn:aws:iam::111122223333:user/crm",
  "arn:aws:iam::111122223333:root",
  "arn:aws:iam::111122223333:role/*",
  "arn:aws:iam::111122223333:role/cr?m",
  "arn:aws:iam::111122223333:role/path//crm",
  "arn:aws:iam::111122223333:role/",
  "arn:aws:sts::111122223333:assumed-role/crm/session",
  `arn:aws:iam::111122223333:role/${"x".repeat(65)}`,
  "arn:aws:iam::111122223333:role/crm\n",
  "*",
]) {
  test(`${JSON.stringify(text)} is not a role`, () => assert.equal(parseRole(text), undefined));
}

test("roles are distinct and sorted, whatever the order in the stack file", () => {
  const [a, b] = ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b"];
  assert.deepEqual(
    rolesOf([b, "nonsense", a, b]).map((role) => role.arn),
    [a, b],
  );
});
