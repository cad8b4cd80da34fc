import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRoleArn } from "./aws-role.ts";

test("a role's ARN has an account, a path and a name", () => {
  const plain = "arn:aws:iam::111122223333:role/crm";
  assert.deepEqual(parseRoleArn(plain), { arn: plain, account: "111122223333", path: "/", name: "crm" });
  const nested = "arn:aws-cn:iam::111122223333:role/services/eu/crm-api";
  assert.deepEqual(parseRoleArn(nested), {
    arn: nested,
    account: "111122223333",
    path: "/services/eu/",
    name: "crm-api",
  });
});

test("another kind of ARN is refused", () => {
  for (const arn of [
    "crm",
    "arn:aws:iam::111122223333:user/crm",
    "arn:aws:iam::1111:role/crm",
    "arn:aws:iam::111122223333:role/",
    "arn:aws:sts::111122223333:assumed-role/crm/s",
  ]) {
    assert.throws(() => parseRoleArn(arn), RangeError);
  }
});
