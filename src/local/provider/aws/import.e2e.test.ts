/** What somebody made by hand is taken over by the real engine without being touched, and stays as the program says. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { canonicalJson, type Json } from "../../../backends/cloud-resource.ts";
import { awsConnection, rootOf } from "../../clients/aws-connection.ts";
import { createRoles } from "../../emulators/aws-roles.ts";
import { startMinistack } from "../../emulators/ministack.ts";
import { stopServer } from "../../server.ts";
import type { TestResource } from "../test-support/test-stack.ts";
import { testStack } from "../test-support/test-stack.ts";

const [REGION, ACCOUNT] = ["eu-west-1", "111111111111"];
const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
const url = (name: string) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
const allow = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "one",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: action,
      Resource: resource,
    },
  ],
});

const folder = await mkdtemp(join(tmpdir(), "event-topology-aws-"));
const emulator = await startMinistack({ logFile: join(folder, "aws.log"), progress: () => undefined });
const { endpoint, certificateFile } = emulator;
const root = awsConnection({ endpoint, certificateFile, region: REGION, credentials: rootOf(ACCOUNT) });
const sqs = new SQSClient({ ...root, useQueueUrlAsEndpoint: false });
const [sns, events, iam] = [new SNSClient(root), new EventBridgeClient(root), new IAMClient(root)];
after(async () => {
  for (const client of [sqs, sns, events, iam]) client.destroy();
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});

const queuePolicy = allow("sqs:SendMessage", arn("sqs", "hand"));
const redriveAllow = { redrivePermission: "byQueue", sourceQueueArns: [arn("sqs", "hand")] };
const redrive = { deadLetterTargetArn: arn("sqs", "hand-dlq"), maxReceiveCount: 5 };
const topicPolicy = allow("sns:Publish", arn("sns", "hand"));
const busPolicy = allow("events:PutEvents", arn("events", "event-bus/hand"));
const rolePolicy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sns:Publish", Resource: "*" }] };
const pattern = { source: ["crm"], "detail-type": ["A"] };
/** By hand nobody writes canonical JSON. */
const loose = (document: object) => JSON.stringify(document, undefined, 2);

async function madeByHand(): Promise<string> {
  const queue = { VisibilityTimeout: "45", MaximumMessageSize: "262144", SqsManagedSseEnabled: "true" };
  await sqs.send(new CreateQueueCommand({ QueueName: "hand-dlq", Attributes: { MaximumMessageSize: "262144" } }));
  const Attributes = { ...queue, RedrivePolicy: loose(redrive), Policy: loose(queuePolicy) };
  await sqs.send(new CreateQueueCommand({ QueueName: "hand", Attributes, tags: { team: "crm" } }));
  const allowed = { RedriveAllowPolicy: loose(redriveAllow) };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url("hand-dlq"), Attributes: allowed }));
  const fifo = { FifoQueue: "true", MaximumMessageSize: "262144", DeduplicationScope: "queue" };
  await sqs.send(new CreateQueueCommand({ QueueName: "hand.fifo", Attributes: fifo }));
  const TopicArn = arn("sns", "hand");
  await sns.send(new CreateTopicCommand({ Name: "hand", Attributes: { DisplayName: "Hand" } }));
  const policy = { TopicArn, AttributeName: "Policy", AttributeValue: loose(topicPolicy) };
  await sns.send(new SetTopicAttributesCommand(policy));
  const FilterPolicy = loose({ country: ["th"] });
  const subscription = { TopicArn, Protocol: "sqs", Endpoint: arn("sqs", "hand"), Attributes: { FilterPolicy } };
  const { SubscriptionArn } = await sns.send(new SubscribeCommand(subscription));
  await events.send(new CreateEventBusCommand({ Name: "hand", Description: "by hand" }));
  await events.send(new PutPermissionCommand({ EventBusName: "hand", Policy: loose(busPolicy) }));
  const EventPattern = loose(pattern);
  await events.send(new PutRuleCommand({ Name: "hand", EventBusName: "hand", EventPattern, State: "DISABLED" }));
  const target = {
    Id: "hand",
    Arn: arn("sqs", "hand"),
    InputPath: "$.detail",
    DeadLetterConfig: { Arn: arn("sqs", "hand-dlq") },
  };
  await events.send(new PutTargetsCommand({ Rule: "hand", EventBusName: "hand", Targets: [target] }));
  const archive = { ArchiveName: "hand", EventSourceArn: arn("events", "event-bus/hand"), RetentionDays: 7 };
  await events.send(new CreateArchiveCommand(archive));
  await createRoles({ endpoint, certificateFile, region: REGION, roleArns: [`arn:aws:iam::${ACCOUNT}:role/crm`] });
  const granted = { RoleName: "crm", PolicyName: "hand", PolicyDocument: loose(rolePolicy) };
  await iam.send(new PutRolePolicyCommand(granted));
  return SubscriptionArn ?? "";
}

/** The program that describes all of it, with the ids of the real provider. */
function program(subscriptionArn: string): readonly TestResource[] {
  const all: readonly (readonly [name: string, type: string, id: string, properties: { [key: string]: Json }])[] = [
    ["dlq", "sqs/queue:Queue", url("hand-dlq"), { name: "hand-dlq", redriveAllowPolicy: canonicalJson(redriveAllow) }],
    [
      "queue",
      "sqs/queue:Queue",
      url("hand"),
      {
        name: "hand",
        visibilityTimeoutSeconds: 45,
        policy: canonicalJson(queuePolicy),
        redrivePolicy: canonicalJson(redrive),
        tags: { team: "crm" },
      },
    ],
    ["fifo", "sqs/queue:Queue", url("hand.fifo"), { name: "hand.fifo", fifoQueue: true }],
    ["topic", "sns/topic:Topic", arn("sns", "hand"), { name: "hand", displayName: "Hand" }],
    [
      "topicPolicy",
      "sns/topicPolicy:TopicPolicy",
      arn("sns", "hand"),
      { arn: arn("sns", "hand"), policy: canonicalJson(topicPolicy) },
    ],
    [
      "subscription",
      "sns/topicSubscription:TopicSubscription",
      subscriptionArn,
      {
        topic: arn("sns", "hand"),
        protocol: "sqs",
        endpoint: arn("sqs", "hand"),
        filterPolicy: canonicalJson({ country: ["th"] }),
      },
    ],
    ["bus", "cloudwatch/eventBus:EventBus", "hand", { name: "hand", description: "by hand" }],
    [
      "busPolicy",
      "cloudwatch/eventBusPolicy:EventBusPolicy",
      "hand",
      { eventBusName: "hand", policy: canonicalJson(busPolicy) },
    ],
    [
      "rule",
      "cloudwatch/eventRule:EventRule",
      "hand/hand",
      { name: "hand", eventBusName: "hand", eventPattern: canonicalJson(pattern), state: "DISABLED" },
    ],
    [
      "target",
      "cloudwatch/eventTarget:EventTarget",
      "hand/hand/hand",
      {
        rule: "hand",
        eventBusName: "hand",
        targetId: "hand",
        arn: arn("sqs", "hand"),
        inputPath: "$.detail",
        deadLetterConfig: { arn: arn("sqs", "hand-dlq") },
      },
    ],
    [
      "archive",
      "cloudwatch/eventArchive:EventArchive",
      "hand",
      { name: "hand", eventSourceArn: arn("events", "event-bus/hand"), retentionDays: 7 },
    ],
    [
      "rolePolicy",
      "iam/rolePolicy:RolePolicy",
      "crm:hand",
      { role: "crm", name: "hand", policy: canonicalJson(rolePolicy) },
    ],
  ];
  return all.map(([name, type, id, properties]) => ({ name, type: `aws:${type}`, import: id, properties }));
}

const withoutImport = ({ import: _id, ...resource }: TestResource): TestResource => resource;

test("import, an empty preview, ignored changes, recorded types", async (t) => {
  const stack = await testStack(
    "aws",
    { region: REGION, allowedAccountIds: [ACCOUNT] },
    { AWS_ENDPOINT_URL: endpoint, NODE_EXTRA_CA_CERTS: certificateFile },
  );
  const resources = program(await madeByHand());

  await t.test(
    "every type is imported as it is, and a preview then is empty, with and without the option",
    async () => {
      const imported = await stack.up(...resources);
      assert.equal(imported.code, 0, imported.printed);
      assert.equal(imported.messages, "");
      assert.deepEqual([...imported.steps].sort(), resources.map(({ name }) => `import ${name}`).sort());
      assert.deepEqual((await stack.preview(...resources)).steps, []);
      assert.deepEqual((await stack.preview(...resources.map(withoutImport))).steps, []);
      assert.deepEqual((await stack.refresh()).changed, []);
      assert.deepEqual((await stack.preview(...resources.map(withoutImport))).steps, []);
    },
  );

  await t.test("an ignored change is not carried out, another one of the same resource is", async () => {
    const changed = resources.map(withoutImport).map((resource) =>
      resource.name === "queue"
        ? {
            ...resource,
            ignoreChanges: ["visibilityTimeoutSeconds", "tags"],
            properties: { ...resource.properties, visibilityTimeoutSeconds: 60, tags: { team: "sales" } },
          }
        : resource,
    );
    assert.deepEqual((await stack.preview(...changed)).steps, []);
    const more = changed.map((resource) =>
      resource.name === "queue" ? { ...resource, properties: { ...resource.properties, delaySeconds: 5 } } : resource,
    );
    const updated = await stack.up(...more);
    assert.deepEqual([updated.steps, updated.differing], [["update queue"], { queue: ["delaySeconds"] }]);
    const asked = new GetQueueAttributesCommand({ QueueUrl: url("hand"), AttributeNames: ["All"] });
    const { Attributes } = await sqs.send(asked);
    assert.deepEqual([Attributes?.["VisibilityTimeout"], Attributes?.["DelaySeconds"]], ["45", "5"]);
  });

  await t.test("where the program says something else, the preview of the import shows the change", async () => {
    await sqs.send(new CreateQueueCommand({ QueueName: "other", Attributes: { MaximumMessageSize: "262144" } }));
    const properties = { name: "other", policy: canonicalJson(queuePolicy), visibilityTimeoutSeconds: 31 };
    const other = { type: "aws:sqs/queue:Queue", name: "other", import: url("other"), properties };
    const all = resources.map((resource) => ({ ...withoutImport(resource), ignoreChanges: ["delaySeconds"] }));
    const preview = await stack.preview(...all, other);
    assert.deepEqual(preview.steps, ["import other", "update other"], preview.printed);
    assert.deepEqual(preview.differing["other"], ["policy", "visibilityTimeoutSeconds"]);
  });

  await t.test(
    "a schema is recorded, checked, changed in place and forgotten; there is nothing to import",
    async () => {
      const registry = { type: "aws:schemas/registry:Registry", name: "registry", properties: { name: "ar" } };
      const schema = (type: string, description: string): TestResource => ({
        type: "aws:schemas/schema:Schema",
        name: "schema",
        properties: { name: "crm.A", registryName: "ar", type, content: '{"type": "object"}', description },
        dependsOn: ["registry"],
      });
      const all = resources.map((resource) => ({ ...withoutImport(resource), ignoreChanges: ["delaySeconds"] }));
      const created = await stack.up(...all, registry, schema("JSONSchemaDraft4", "one"));
      assert.deepEqual(created.steps, ["create registry", "create schema"], created.printed);
      assert.deepEqual((await stack.refresh()).changed, []);
      const updated = await stack.up(...all, registry, schema("JSONSchemaDraft4", "two"));
      assert.deepEqual(updated.steps, ["update schema"]);
      const refused = await stack.preview(...all, registry, schema("Avro", "two"));
      assert.match(refused.messages, /"type" must be OpenApi3 or JSONSchemaDraft4/);
      assert.deepEqual((await stack.up(...all)).steps, ["delete schema", "delete registry"]);
      const imported = await stack.preview(...all, { ...registry, import: "ar" });
      assert.match(imported.messages, /does not exist/);
    },
  );
});
