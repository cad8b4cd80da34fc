import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, parsed, roleArn } from "../aws/test-support/input.ts";
import { publishStatements, topicPolicy } from "./access.ts";

const EMAIL = "arn:aws:sns:eu-west-1:111122223333:ar_EMAIL_SENT";

test("a topic's policy: the owner publishes, with TLS, and nobody else", () => {
  const policy = parsed(topicPolicy(awsInput(example), { event: "EMAIL_SENT", team: "marketing" }));
  assert.deepEqual(policy, {
    Id: "ar_EMAIL_SENT",
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowOwner",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "sns:Publish",
        Resource: EMAIL,
        Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("marketing") } },
      },
      {
        Sid: "DenyPublishingToOthers",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: EMAIL,
        Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("marketing") } },
      },
      {
        Sid: "DenyWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: EMAIL,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
});

test("without a publisher nobody can publish", () => {
  const input = awsInput(example, { principals: () => ({ publishers: [], consumers: [] }) });
  const [deny] = parsed(topicPolicy(input, { event: "EMAIL_SENT", team: "marketing" })).Statement;
  assert.equal(deny?.Sid, "DenyPublishingToOthers");
  assert.equal(deny?.Condition, undefined);
});

test("a role may publish the team's own topics", () => {
  const [statement, ...rest] = publishStatements(awsInput(example), "crm");
  assert.deepEqual(rest, []);
  assert.deepEqual(statement?.Resource, [
    "arn:aws:sns:eu-west-1:111122223333:ar_CUSTOMER_CREATED",
    "arn:aws:sns:eu-west-1:111122223333:ar_CUSTOMER_DELETE",
    "arn:aws:sns:eu-west-1:111122223333:ar_CUSTOMER_UPDATED",
  ]);
  assert.deepEqual(publishStatements(awsInput(example), "data-analysis"), []);
});
