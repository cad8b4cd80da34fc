import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, parsed, roleArn } from "../aws/test-support/input.ts";
import { busPolicy, publishStatements } from "./access.ts";

const BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/ar_crm";
const ownEvents = {
  "ForAllValues:StringEquals": {
    "events:detail-type": ["CUSTOMER_CREATED", "CUSTOMER_DELETE", "CUSTOMER_UPDATED"],
    "events:source": "ar.crm",
  },
};

test("a bus's policy: the owner puts its own events, nobody else any", () => {
  assert.deepEqual(parsed(busPolicy(awsInput(example), "crm")), {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowOwner",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "events:PutEvents",
        Resource: BUS,
        Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("crm") }, ...ownEvents },
      },
      {
        Sid: "DenyPublishingToOthers",
        Effect: "Deny",
        Principal: "*",
        Action: "events:PutEvents",
        Resource: BUS,
        Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("crm") } },
      },
    ],
  });
});

test("a role may put the team's own events on the team's own bus", () => {
  const [statement, ...rest] = publishStatements(awsInput(example), "crm");
  assert.deepEqual(rest, []);
  assert.deepEqual(statement, {
    Sid: "Publish",
    Effect: "Allow",
    Action: "events:PutEvents",
    Resource: BUS,
    Condition: ownEvents,
  });
  assert.deepEqual(publishStatements(awsInput(example), "data-analysis"), []);
});
