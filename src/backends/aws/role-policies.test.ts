import assert from "node:assert/strict";
import { test } from "node:test";
import { rolePolicies } from "./role-policies.ts";
import { awsInput, example, parsed, roleArn } from "./test-support/input.ts";

const publish = (team: string) =>
  team === "data-analysis"
    ? []
    : [{ Sid: "Publish", Effect: "Allow" as const, Action: "sns:Publish", Resource: `topics of ${team}` }];
const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;

test("one policy a role, with all the team does under it", () => {
  const policies = rolePolicies(awsInput(example), publish);
  assert.deepEqual(
    policies.map(({ id, name, team, properties }) => [id, name, team, properties["role"]]),
    [
      ["policy:team:crm/crm", "event-topology_ar_crm_crm", "crm", "crm"],
      [
        "policy:team:data-analysis/data-analysis",
        "event-topology_ar_data-analysis_data-analysis",
        "data-analysis",
        "data-analysis",
      ],
      ["policy:team:marketing/marketing", "event-topology_ar_marketing_marketing", "marketing", "marketing"],
    ],
  );
  assert.deepEqual(parsed(policies[0]?.properties["policy"]).Statement, [
    { Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: "topics of crm" },
    {
      Sid: "Consume",
      Effect: "Allow",
      Action: [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
      ],
      Resource: ["", "-dlq", "-undeliverable"].map((suffix) => queueArn(`ar_crm_EMAIL_SENT${suffix}`)),
    },
    {
      Sid: "RedriveFrom",
      Effect: "Allow",
      Action: ["sqs:CancelMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:StartMessageMoveTask"],
      Resource: queueArn("ar_crm_EMAIL_SENT-dlq"),
    },
    { Sid: "RedriveTo", Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn("ar_crm_EMAIL_SENT") },
  ]);
});

test("a publisher that does not consume only publishes, and the reverse", () => {
  const principals = () => ({ publishers: [roleArn("writer")], consumers: [roleArn("reader")] });
  const policies = rolePolicies(
    awsInput({ ...example, queues: [{ team: "crm", events: ["EMAIL_SENT"] }] }, { principals }),
    publish,
  );
  const sids = Object.fromEntries(
    policies.map(({ id, properties }) => [id, parsed(properties["policy"]).Statement.map(({ Sid }) => Sid)]),
  );
  assert.deepEqual(sids, {
    "policy:team:crm/reader": ["Consume", "RedriveFrom", "RedriveTo"],
    "policy:team:crm/writer": ["Publish"],
    "policy:team:marketing/writer": ["Publish"],
  });
});

test("teams that share a role have a policy each, and the second does not touch the first", () => {
  const principals = () => ({ publishers: [roleArn("path/shared")], consumers: [] });
  const one = rolePolicies(awsInput({ events: { A: "crm" } }, { principals }), publish);
  const two = rolePolicies(awsInput({ events: { A: "crm", B: "billing" } }, { principals }), publish);
  assert.deepEqual(
    two.map(({ id, properties }) => [id, properties["role"]]),
    [
      ["policy:team:billing/path/shared", "shared"],
      ["policy:team:crm/path/shared", "shared"],
    ],
  );
  assert.deepEqual(two[1], one[0]);
});
