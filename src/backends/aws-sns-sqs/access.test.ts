import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accountOf,
  awsInput,
  example,
  ownAccounts,
  parsed,
  roleArn,
  type StackChange,
} from "../aws/test-support/input.ts";
import { publishStatements, topicPolicy } from "./access.ts";

const TOPIC = { id: "topic:EMAIL_SENT", event: "EMAIL_SENT", team: "marketing" };
const EMAIL = "arn:aws:sns:eu-west-1:111122223333:ar_EMAIL_SENT";

test("a topic's policy: the owner publishes, with TLS, and nobody else", () => {
  const policy = parsed(topicPolicy(awsInput(example), TOPIC));
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
  const [deny] = parsed(topicPolicy(input, TOPIC)).Statement;
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

const subscribers = (change: StackChange) =>
  parsed(topicPolicy(awsInput(example, change), TOPIC)).Statement.find(
    ({ Sid }) => Sid === "AllowSubscribersInOtherAccounts",
  );
const OWN_EMAIL = EMAIL.replace("111122223333", accountOf("marketing"));

test("subscribers in other accounts are let in by account, each for queues of these accounts", () => {
  const accounts = ["crm", "data-analysis"].map(accountOf);
  assert.deepEqual(subscribers(ownAccounts()), {
    Sid: "AllowSubscribersInOtherAccounts",
    Effect: "Allow",
    Principal: { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`).sort() },
    Action: "sns:Subscribe",
    Resource: OWN_EMAIL,
    Condition: {
      StringEquals: { "sns:Protocol": "sqs" },
      StringLike: { "sns:Endpoint": accounts.map((account) => `arn:aws:sqs:eu-west-1:${account}:*`).sort() },
    },
  });
});

test("with an organization the statement is the same whoever subscribes", () => {
  const statement = subscribers(ownAccounts(() => ({ organizationId: "o-a1b2c3d4e5" })));
  assert.deepEqual(statement, {
    Sid: "AllowSubscribersInOtherAccounts",
    Effect: "Allow",
    Principal: "*",
    Action: "sns:Subscribe",
    Resource: OWN_EMAIL,
    Condition: {
      StringEquals: { "sns:Protocol": "sqs", "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
      StringNotEquals: { "aws:PrincipalAccount": accountOf("marketing") },
    },
  });
  const nobody = awsInput(
    { events: example.events },
    ownAccounts(() => ({ organizationId: "o-a1b2c3d4e5" })),
  );
  assert.deepEqual(
    parsed(topicPolicy(nobody, TOPIC)).Statement.find(({ Sid }) => Sid === statement?.Sid),
    statement,
  );
});
