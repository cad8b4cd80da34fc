import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { EventBridgeClient, ListEventBusesCommand, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { canonicalJson } from "../../../backends/cloud-resource.ts";
import { awsConnection, rootOf } from "../../clients/aws-connection.ts";
import { startMinistack } from "../../emulators/ministack.ts";
import { stopServer } from "../../server.ts";
import type { TestResource } from "../test-support/test-stack.ts";
import { testStack } from "../test-support/test-stack.ts";

const REGION = "eu-west-1";
const ACCOUNT = "111111111111";
const queueArn = `arn:aws:sqs:${REGION}:${ACCOUNT}:main`;
const topicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:topic`;
const QueueUrl = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/main`;

/** A queue behind a topic and behind a rule of a bus; what differs between the runs is a parameter. */
function resources({ visibility = 30, country = "th", rule = "rule", tags = { team: "crm" }, sids = ["a"] } = {}) {
  const Statement = sids.map((Sid) => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
  }));
  const policy = canonicalJson({ Version: "2012-10-17", Statement });
  const queue: TestResource = {
    type: "aws:sqs/queue:Queue",
    name: "queue",
    properties: { name: "main", visibilityTimeoutSeconds: visibility, sqsManagedSseEnabled: true, policy, tags },
  };
  const topic: TestResource = { type: "aws:sns/topic:Topic", name: "topic", properties: { name: "topic", tags } };
  const subscription: TestResource = {
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "subscription",
    properties: {
      topic: topicArn,
      protocol: "sqs",
      endpoint: queueArn,
      rawMessageDelivery: true,
      filterPolicy: canonicalJson({ country: [country] }),
      filterPolicyScope: "MessageAttributes",
    },
    dependsOn: ["topic", "queue"],
  };
  const bus: TestResource = { type: "aws:cloudwatch/eventBus:EventBus", name: "bus", properties: { name: "bus" } };
  const eventRule: TestResource = {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "rule",
    properties: { name: rule, eventBusName: "bus", eventPattern: canonicalJson({ source: ["crm"] }), tags },
    dependsOn: ["bus"],
  };
  const target: TestResource = {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "target",
    properties: { rule, eventBusName: "bus", targetId: "queue", arn: queueArn, inputPath: "$.detail" },
    dependsOn: ["rule", "queue"],
  };
  return [queue, topic, subscription, bus, eventRule, target];
}

const folder = await mkdtemp(join(tmpdir(), "event-topology-aws-"));
const emulator = await startMinistack({ logFile: join(folder, "aws.log"), progress: () => undefined });
const { endpoint, certificateFile } = emulator;
const root = awsConnection({ endpoint, certificateFile, region: REGION, credentials: rootOf(ACCOUNT) });
const sqs = new SQSClient({ ...root, useQueueUrlAsEndpoint: false });
const [sns, events] = [new SNSClient(root), new EventBridgeClient(root)];
after(async () => {
  for (const client of [sqs, sns, events]) client.destroy();
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});

test("the engine creates, leaves alone, updates, notices what is gone, replaces and destroys", async (t) => {
  const stack = await testStack(
    "aws",
    { region: REGION, allowedAccountIds: [ACCOUNT] },
    { AWS_ENDPOINT_URL: endpoint, NODE_EXTRA_CA_CERTS: certificateFile },
  );

  await t.test("an unknown property and an unknown type are errors, and nothing is made", async () => {
    const unknown = { type: "aws:sqs/queue:Queue", name: "odd", properties: { name: "odd", namePrefix: "o" } };
    const property = await stack.up(unknown);
    assert.notEqual(property.code, 0);
    assert.match(property.messages, /does not support "namePrefix"; it knows name, region,/);
    const properties = { queueUrl: QueueUrl, redrivePolicy: "{}" };
    const type = await stack.up({ type: "aws:sqs/redrivePolicy:RedrivePolicy", name: "odd", properties });
    assert.match(
      type.messages,
      /does not support aws:sqs\/redrivePolicy:RedrivePolicy; it knows aws:sns\/topic:Topic,/,
    );
    assert.deepEqual((await sqs.send(new ListQueuesCommand())).QueueUrls ?? [], []);
  });

  await t.test(
    "what is there already is imported, and not touched when the program describes it as it is",
    async () => {
      const Attributes = { VisibilityTimeout: "45", MaximumMessageSize: "262144" };
      await sqs.send(new CreateQueueCommand({ QueueName: "old", Attributes, tags: { team: "crm" } }));
      const properties = { name: "old", visibilityTimeoutSeconds: 45, tags: { team: "crm" } };
      const old = { type: "aws:sqs/queue:Queue", name: "old", import: QueueUrl.replace(/main$/, "old"), properties };
      const imported = await stack.up(old);
      assert.equal(imported.code, 0, imported.printed);
      assert.deepEqual(imported.steps, ["import old"]);
      assert.deepEqual((await stack.up()).steps, ["delete old"]);
    },
  );

  await t.test("create", async () => {
    const created = await stack.up(...resources());
    assert.equal(created.code, 0, created.printed);
    assert.equal(created.messages, "");
    const names = ["bus", "queue", "rule", "subscription", "target", "topic"];
    assert.deepEqual(
      [...created.steps].sort(),
      names.map((name) => `create ${name}`),
    );
    assert.equal((await sns.send(new ListSubscriptionsCommand())).Subscriptions?.[0]?.Endpoint, queueArn);
  });

  await t.test("preview of the same program changes nothing, before and after a refresh", async () => {
    assert.deepEqual((await stack.preview(...resources())).steps, []);
    const refreshed = await stack.refresh();
    assert.deepEqual(refreshed.changed, []);
    assert.deepEqual((await stack.preview(...resources())).steps, []);
  });

  await t.test("update in place", async () => {
    const updated = await stack.up(...resources({ visibility: 60, country: "sg", tags: { team: "sales" } }));
    assert.deepEqual([...updated.steps].sort(), ["update queue", "update rule", "update subscription", "update topic"]);
    assert.deepEqual(updated.differing["queue"], ["tags", "visibilityTimeoutSeconds"]);
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout", "Policy"] });
    const { Attributes } = await sqs.send(asked);
    assert.equal(Attributes?.["VisibilityTimeout"], "60");
    assert.match(Attributes?.["Policy"] ?? "", /sns\.amazonaws\.com/);
  });

  await t.test(
    "a policy of a queue is updated in place, noticed when somebody takes it off, and put back",
    async () => {
      const now = { visibility: 60, country: "sg", tags: { team: "sales" } };
      const updated = await stack.up(...resources({ ...now, sids: ["a", "b"] }));
      assert.deepEqual([updated.steps, updated.differing], [["update queue"], { queue: ["policy"] }]);
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: "" } }));
      assert.deepEqual((await stack.refresh()).changed, ["update queue"]);
      assert.deepEqual((await stack.up(...resources(now))).steps, ["update queue"]);
      const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] });
      const { Statement } = JSON.parse((await sqs.send(asked)).Attributes?.["Policy"] ?? "{}");
      assert.deepEqual([Statement.length, Statement[0].Sid], [1, "a"]);
    },
  );

  await t.test("a refresh drops what somebody deleted, and the next run brings it back", async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    const refreshed = await stack.refresh();
    assert.deepEqual(refreshed.changed, ["delete queue"]);
    const again = await stack.up(...resources({ visibility: 60, country: "sg", tags: { team: "sales" } }));
    assert.deepEqual(again.steps, ["create queue"]);
  });

  await t.test("replace: what has a name is deleted first", async () => {
    const options = { visibility: 60, country: "sg", tags: { team: "sales" }, rule: "other" };
    const replaced = await stack.up(...resources(options));
    assert.equal(replaced.code, 0, replaced.printed);
    const ofRule = replaced.steps.filter((step) => step.endsWith(" rule"));
    assert.deepEqual(ofRule, ["delete-replaced rule", "replace rule", "create-replacement rule"]);
    assert.deepEqual(replaced.differing["target"], ["rule"]);
    const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: "bus" }));
    assert.deepEqual(
      Rules.map(({ Name }) => Name),
      ["other"],
    );
    assert.deepEqual((await stack.preview(...resources(options))).steps, []);
  });

  await t.test("destroy", async () => {
    const destroyed = await stack.destroy();
    assert.equal(destroyed.code, 0, destroyed.printed);
    assert.deepEqual((await sqs.send(new ListQueuesCommand())).QueueUrls ?? [], []);
    assert.deepEqual((await sns.send(new ListTopicsCommand())).Topics ?? [], []);
    const { EventBuses = [] } = await events.send(new ListEventBusesCommand());
    assert.deepEqual(
      EventBuses.map(({ Name }) => Name),
      ["default"],
    );
  });
});
