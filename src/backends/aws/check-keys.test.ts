import assert from "node:assert/strict";
import { test } from "node:test";
import { arn } from "./arn.ts";
import { checkKeys } from "./check-keys.ts";
import { accountOf, awsInput, example, ownAccounts, place, type StackChange } from "./test-support/input.ts";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
const check = (change: StackChange) => {
  const input = awsInput(example, change);
  return checkKeys(input, {
    service: "sns.amazonaws.com",
    sources: ({ owner }) => arn(input.stack.placeOf(owner), "sns", "ar_*"),
  });
};

test("AWS's own keys and those made here need nothing", () => {
  assert.deepEqual(check({}), []);
  assert.deepEqual(check({ place: { ...place, kmsKey: "create" } }), []);
});

test("one warning a key says which statements its policy needs, for what may come too", () => {
  const [found, ...rest] = check({ place: { ...place, kmsKey: KEY } });
  assert.deepEqual(rest, []);
  assert.equal(found?.severity, "warning");
  assert.equal(found?.code, "key-policy-not-managed");
  const statements = [...(found?.message.matchAll(/\{"Action".*?"Sid":"\w+"\}/g) ?? [])].map(([text]) =>
    JSON.parse(text),
  );
  assert.deepEqual(statements, [
    {
      Sid: "AllowAccounts",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
    },
    {
      Sid: "AllowDelivery",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:ar_*" } },
    },
  ]);
});

test("a key of another account names all accounts that use it and deliver", () => {
  const [found, ...rest] = check(ownAccounts(() => ({ kmsKey: KEY })));
  assert.deepEqual(rest, []);
  for (const team of ["crm", "marketing", "data-analysis"])
    assert.ok(found?.message.includes(`arn:aws:iam::${accountOf(team)}:root`), team);
  for (const owner of ["crm", "marketing"])
    assert.ok(found?.message.includes(`arn:aws:sns:eu-west-1:${accountOf(owner)}:ar_*`), owner);
});

test("a key in another region cannot be used", () => {
  const [found, ...rest] = check({ place: { ...place, kmsKey: KEY.replace("eu-west-1", "us-east-1") } });
  assert.deepEqual(rest, []);
  assert.equal(found?.severity, "error");
  assert.equal(found?.code, "key-in-other-region");
  assert.match(found?.message ?? "", /team crm is in eu-west-1, where the key arn:aws:kms:us-east-1:\S+ is not/);
});
