import assert from "node:assert/strict";
import { test } from "node:test";
import { policyDocument } from "./policy-document.ts";
import { policySize } from "./policy-size.ts";
import { arnsOf, denyToOthers, denyWithoutTls } from "./statements.ts";
import { roleArn } from "./test-support/input.ts";

test("statements, principals, conditions and actions are counted as the document has them", () => {
  const policy = policyDocument([
    {
      Sid: "A",
      Effect: "Allow",
      Principal: { AWS: [roleArn("a"), roleArn("b"), roleArn("c")] },
      Action: ["sqs:SendMessage", "sqs:GetQueueUrl"],
      Resource: "q",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": arnsOf([{ arn: roleArn("a") }]), "aws:SourceArn": "x" },
        Bool: { "aws:SecureTransport": "true" },
      },
    },
    {
      Sid: "B",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: "q",
    },
    denyToOthers("C", ["sqs:ReceiveMessage"], "q", []),
    denyWithoutTls("sqs:*", "q"),
  ]);
  assert.deepEqual(policySize(policy), { statements: 4, principals: 6, conditions: 4, actions: 2 });
});

test("a policy without a principal, as of a role, and an empty one", () => {
  const role = policyDocument([{ Sid: "A", Effect: "Allow", Action: "sqs:*", Resource: "*" }]);
  assert.deepEqual(policySize(role), { statements: 1, principals: 0, conditions: 0, actions: 1 });
  assert.deepEqual(policySize(policyDocument([])), { statements: 0, principals: 0, conditions: 0, actions: 0 });
});
