import assert from "node:assert/strict";
import { test } from "node:test";
import { DescribeEventBusCommand, PutEventsCommand, PutPermissionCommand } from "@aws-sdk/client-eventbridge";
import { PublishCommand } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { connectAws } from "../clients/aws.ts";
import { AccessRefused } from "../clients/client.ts";
import { createRoles } from "./aws-roles.ts";
import {
  deliveryPolicy,
  policy,
  REGION,
  roleArn,
  type SqsQueue,
  startTestEmulator,
} from "./test-support/test-emulator.ts";

const world = await startTestEmulator(["crm", "marketing"]);
const CREATED = { topic: "CUSTOMER_CREATED", data: { id: 7 } };
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:111122223333:${name}`;

async function bodies(queue: SqsQueue) {
  const poll = {
    QueueUrl: queue.queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
    MessageAttributeNames: ["All"],
  };
  const { Messages = [] } = await world.sqs.send(new ReceiveMessageCommand(poll));
  return Messages;
}

test("a policy of a bus is kept as given; its allow suffices and its deny wins", async () => {
  const eventBusArn = await world.bus("guarded");
  const to = { kind: "event-bus", eventBusArn, region: REGION, source: "crm", detailType: "CUSTOMER_CREATED" } as const;
  const [crm, marketing] = await Promise.all(
    ["crm", "marketing"].map((role) => connectAws({ ...world.at, principal: roleArn(role) })),
  );
  assert.ok(crm && marketing);
  await assert.rejects(crm.publish(to, CREATED), AccessRefused);

  const owner = {
    Sid: "owner",
    Effect: "Allow",
    Principal: { AWS: roleArn("crm") },
    Action: "events:PutEvents",
    Resource: eventBusArn,
    Condition: {
      "ForAllValues:StringEquals": { "events:source": "crm" },
      Null: { "events:source": "false" },
    },
  };
  const others = {
    Sid: "others",
    Effect: "Deny",
    Principal: "*",
    Action: "events:PutEvents",
    Resource: eventBusArn,
    Condition: { ArnNotEquals: { "aws:PrincipalArn": [roleArn("crm")] } },
  };
  const document = policy(owner, others);
  await world.eventBridge.send(new PutPermissionCommand({ EventBusName: "guarded", Policy: document }));
  const described = await world.eventBridge.send(new DescribeEventBusCommand({ Name: "guarded" }));
  assert.deepEqual(JSON.parse(described.Policy ?? ""), JSON.parse(document));

  await crm.publish(to, CREATED);
  await assert.rejects(crm.publish({ ...to, source: "marketing" }, CREATED), AccessRefused);
  await world.grant("marketing", "bus", { Effect: "Allow", Action: "events:PutEvents", Resource: eventBusArn });
  await assert.rejects(marketing.publish(to, CREATED), /explicit deny in a resource-based policy/);
  for (const client of [crm, marketing]) await client.close();
});

test("what a queue's policy refuses a rule goes to the target's undeliverable queue, whole and with the reason", async () => {
  await world.bus("lost");
  const ruleArn = `arn:aws:events:${REGION}:111122223333:rule/lost/r`;
  const other = deliveryPolicy("events", `${ruleArn}-other`, queueArn("REFUSING"));
  const refusing = await world.queue("REFUSING", { Policy: other });
  const undeliverable = await world.queue("UNDELIVERABLE", {
    Policy: deliveryPolicy("events", ruleArn, queueArn("UNDELIVERABLE")),
  });
  await world.rule("lost", "r", { source: ["crm"] }, refusing, undeliverable);
  const Detail = JSON.stringify({ attributes: {}, message: CREATED });
  const entry = { EventBusName: "lost", Source: "crm", DetailType: "CUSTOMER_CREATED", Detail };
  await world.eventBridge.send(new PutEventsCommand({ Entries: [entry] }));

  const [lost, ...more] = await bodies(undeliverable);
  assert.equal(more.length, 0);
  assert.deepEqual((JSON.parse(lost?.Body ?? "{}") as { detail?: unknown }).detail, JSON.parse(Detail));
  assert.equal(lost?.MessageAttributes?.["ERROR_CODE"]?.StringValue, "NO_PERMISSIONS");
  assert.equal(lost?.MessageAttributes?.["RULE_ARN"]?.StringValue, ruleArn);
  assert.deepEqual(await bodies(refusing), []);
});

test("what a queue's policy refuses a topic goes to the subscription's undeliverable queue", async () => {
  const topicArn = await world.topic("LOST");
  const refusing = await world.queue("REFUSING-SNS");
  const undeliverable = await world.queue("UNDELIVERABLE-SNS", {
    Policy: deliveryPolicy("sns", topicArn, queueArn("UNDELIVERABLE-SNS")),
  });
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: undeliverable.queueArn });
  await world.subscribe(topicArn, refusing, { RedrivePolicy });
  const Message = JSON.stringify(CREATED);
  await world.sns.send(new PublishCommand({ TopicArn: topicArn, Message }));
  assert.deepEqual(
    (await bodies(undeliverable)).map(({ Body }) => Body),
    [Message],
  );

  const allowed = { Policy: deliveryPolicy("sns", topicArn, refusing.queueArn) };
  await world.sqs.send(new SetQueueAttributesCommand({ QueueUrl: refusing.queueUrl, Attributes: allowed }));
  await world.sns.send(new PublishCommand({ TopicArn: topicArn, Message }));
  assert.equal((await bodies(refusing)).length, 1);
  assert.deepEqual(await bodies(undeliverable), []);
});

test("roles are made once, in any account and under any path, and may do nothing", async () => {
  const elsewhere = "arn:aws:iam::444455556666:role/services/billing/worker";
  for (const roleArns of [[elsewhere], [roleArn("crm"), elsewhere, elsewhere]]) {
    await createRoles({ ...world.at, roleArns });
  }
  const worker = await connectAws({ ...world.at, principal: elsewhere });
  const topicArn = await world.topic("PRIVATE");
  const to = { kind: "sns-topic", topicArn, region: REGION } as const;
  await assert.rejects(
    worker.publish(to, CREATED),
    /444455556666:assumed-role\/worker.*not authorized to perform: sns:Publish/,
  );
  await worker.close();
});
