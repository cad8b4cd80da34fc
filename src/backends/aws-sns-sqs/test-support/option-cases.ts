import assert from "node:assert/strict";
import { parsed } from "../../aws/test-support/input.ts";
import { canonicalJson, type Json } from "../../cloud-resource.ts";
import { has, teams } from "../../test-support/crm-and-marketing.ts";
import type { Made, OptionCases } from "../../test-support/option-case.ts";

const FEED = "feed:marketing/CREATED/CREATED";
const QUEUE = "subscription:marketing/CREATED";
const DEAD_LETTERS = "dead-letter-queue:marketing/CREATED";
const UNDELIVERABLE = "undeliverable-queue:marketing/CREATED";

const CHANNEL = "arn:aws:sns:eu-west-1:111122223333:alarms";

function filters(policy: Json) {
  return has(FEED, { filterPolicy: canonicalJson(policy), filterPolicyScope: "MessageAttributes" });
}

/** Asserts the only alarm there is. */
function alarms(queue: string, properties: Readonly<Record<string, Json>>) {
  return (made: Made): void => {
    const found = made.resources.filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.deepEqual(
      found.map(({ id }) => id),
      [`alarm:${queue}`],
    );
    const common = {
      namespace: "AWS/SQS",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [CHANNEL],
    };
    has(`alarm:${queue}`, { ...common, ...properties })(made);
  };
}

const FIFO = {
  fifoQueue: true,
  contentBasedDeduplication: true,
  deduplicationScope: "messageGroup",
  fifoThroughputLimit: "perMessageGroupId",
} as const;

export const optionCases: OptionCases = {
  "event.ordered": {
    teams: teams("ackDeadline: 30s", "{ ordered: true }"),
    shows(made) {
      const name = "ar_CREATED.fifo";
      const scope = { fifoTopic: true, contentBasedDeduplication: true, fifoThroughputScope: "MessageGroup" };
      has("topic:CREATED", { name, ...scope })(made);
      const topic = `arn:aws:sns:eu-west-1:111122223333:${name}`;
      has(FEED, { topic })(made);
      has(QUEUE, { name: "ar_marketing_CREATED", fifoQueue: undefined })(made);
      const publication = made.manifests.find(({ team }) => team === "crm")?.publishes["CREATED"];
      assert.equal(publication?.ordered, true);
      assert.deepEqual(publication?.to, { kind: "sns-topic", topicArn: topic, region: "eu-west-1" });
    },
  },
  "event.retention": {
    teams: teams("ackDeadline: 30s", "{ ordered: true, retention: 30h }"),
    shows: has("topic:CREATED", { archivePolicy: '{"MessageRetentionPeriod":"2"}' }),
  },
  "event.registerSchema": {
    teams: teams("ackDeadline: 30s", "{ schema: created.json, registerSchema: true }"),
    files: { "created.json": JSON.stringify({ type: "object" }) },
    refused: /SNS has no schemas/,
  },
  "event.retired": {
    teams: teams("ackDeadline: 30s", "{ retired: drain }"),
    shows(made) {
      const topic = made.resource("topic:CREATED");
      assert.equal(topic.retired, "drain");
      assert.equal(Object(topic.properties["tags"])["event-topology:retired"], "drain");
      const { Statement } = parsed(made.resource("policy:topic:CREATED").properties["policy"]);
      const allowed = Statement.filter(({ Effect }) => Effect === "Allow");
      const denied = Statement.find(({ Sid }) => Sid === "DenyPublishingToOthers");
      assert.deepEqual([allowed, denied?.Condition], [[], undefined]);
      assert.ok(made.resources.every(({ id }) => !id.startsWith("policy:team:crm/")));
      assert.deepEqual(made.manifests.find(({ team }) => team === "crm")?.publishes["CREATED"]?.principals, []);
      assert.equal(made.resource(QUEUE).retired, undefined);
      made.resource(FEED);
    },
  },
  "subscription.filter": {
    teams: teams("filter: { country: [th, sg], tier: gold }"),
    shows: filters({ country: ["sg", "th"], tier: ["gold"] }),
  },
  "subscription.filter.prefix": {
    teams: teams("filter: { country: { prefix: th- } }"),
    shows: filters({ country: [{ prefix: "th-" }] }),
  },
  "subscription.filter.suffix": {
    teams: teams("filter: { country: { suffix: -th } }"),
    shows: filters({ country: [{ suffix: "-th" }] }),
  },
  "subscription.filter.anythingBut": {
    teams: teams("filter: { country: { anythingBut: [th, sg] } }"),
    shows: filters({ country: [{ "anything-but": ["sg", "th"] }] }),
  },
  "subscription.filter.numeric": {
    teams: teams('filter: { total: { numeric: "<= 5, > 0" } }'),
    shows: filters({ total: [{ numeric: [">", 0, "<=", 5] }] }),
  },
  "subscription.filter.exists": {
    teams: teams("filter: { country: { exists: true }, test: { exists: false } }"),
    shows: filters({ country: [{ exists: true }], test: [{ exists: false }] }),
  },
  "subscription.ackDeadline": {
    teams: teams("ackDeadline: 12h"),
    shows: has(QUEUE, { visibilityTimeoutSeconds: 43_200 }),
  },
  "subscription.retention": {
    teams: teams("retention: 14d"),
    shows: has(QUEUE, { messageRetentionSeconds: 1_209_600 }),
  },
  "subscription.deadLetter": {
    teams: teams("deadLetter: { maxDeliveryAttempts: 1000 }"),
    shows: has(QUEUE, {
      redrivePolicy: canonicalJson({
        deadLetterTargetArn: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CREATED-dlq",
        maxReceiveCount: 1000,
      }),
    }),
  },
  "subscription.retry": { teams: teams("retry: { minimum: 10s }"), refused: /when the ack deadline is over/ },
  "subscription.delay": {
    teams: teams("delay: 15m"),
    shows(made) {
      has(QUEUE, { delaySeconds: 900 })(made);
      for (const id of [DEAD_LETTERS, UNDELIVERABLE]) has(id, { delaySeconds: undefined })(made);
    },
  },
  "subscription.ordered": {
    teams: teams("ordered: true", "{ ordered: true }"),
    shows(made) {
      has(QUEUE, { name: "ar_marketing_CREATED.fifo", ...FIFO })(made);
      has(DEAD_LETTERS, { name: "ar_marketing_CREATED-dlq.fifo", ...FIFO })(made);
      has(`${UNDELIVERABLE}/fifo`, { name: "ar_marketing_CREATED-undeliverable.fifo", ...FIFO })(made);
      has(FEED, {
        topic: "arn:aws:sns:eu-west-1:111122223333:ar_CREATED.fifo",
        endpoint: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CREATED.fifo",
      })(made);
    },
  },
  "subscription.exactlyOnce": {
    teams: teams("ordered: true, exactlyOnce: true", "{ ordered: true }"),
    shows: has(QUEUE, FIFO),
  },
  "subscription.delivery": {
    teams: teams("delivery: enveloped"),
    shows: has(FEED, { rawMessageDelivery: false }),
  },
  "subscription.maxMessageSize": {
    teams: teams("maxMessageSize: 256KiB"),
    shows(made) {
      has(QUEUE, { maxMessageSize: 262_144 })(made);
      for (const id of [DEAD_LETTERS, UNDELIVERABLE]) has(id, { maxMessageSize: 1_048_576 })(made);
    },
  },
  "subscription.alarms.deadLetters": {
    teams: teams("alarms: { deadLetters: 3 }"),
    place: { notify: CHANNEL },
    shows: alarms(DEAD_LETTERS, {
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "ar_marketing_CREATED-dlq" },
      threshold: 3,
    }),
  },
  "subscription.alarms.oldestMessage": {
    teams: teams("alarms: { oldestMessage: 10m }"),
    place: { notify: CHANNEL },
    shows: alarms(QUEUE, {
      metricName: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: "ar_marketing_CREATED" },
      threshold: 600,
    }),
  },
  "subscription.alarms.undeliverable": {
    teams: teams("alarms: { undeliverable: 1 }"),
    place: { notify: CHANNEL },
    shows: alarms(UNDELIVERABLE, {
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "ar_marketing_CREATED-undeliverable" },
      threshold: 1,
    }),
  },
  "subscription.generation": {
    teams: teams("filter: { country: th }, generation: 2, previous: { filter: { country: sg } }"),
    shows(made) {
      const present = "subscription:marketing/CREATED~g2";
      has(present, { name: "ar_marketing_CREATED-g2" })(made);
      assert.equal(Object(made.resource(present).properties["tags"])["event-topology:generation"], "2");
      has("feed:marketing/CREATED~g2/CREATED", { filterPolicy: '{"country":["th"]}' })(made);
      assert.deepEqual([made.resource(present).retired, made.resource(QUEUE).retired], [undefined, "drain"]);
      const { from, older } = made.manifests.find(({ team }) => team === "marketing")?.consumes["CREATED"] ?? {};
      assert.deepEqual(from, address("ar_marketing_CREATED-g2"));
      assert.deepEqual(older, [
        {
          generation: 1,
          from: address("ar_marketing_CREATED"),
          deadLetter: address("ar_marketing_CREATED-dlq"),
          undeliverable: address("ar_marketing_CREATED-undeliverable"),
        },
      ]);
      assert.deepEqual(consumed(made), [
        "ar_marketing_CREATED",
        "ar_marketing_CREATED-dlq",
        "ar_marketing_CREATED-g2",
        "ar_marketing_CREATED-g2-dlq",
        "ar_marketing_CREATED-g2-undeliverable",
        "ar_marketing_CREATED-undeliverable",
      ]);
    },
  },
  "subscription.retired": {
    teams: teams("retired: retain"),
    shows(made) {
      assert.ok(made.resources.every(({ id }) => id !== FEED));
      for (const id of [QUEUE, DEAD_LETTERS, UNDELIVERABLE]) {
        const { retired, properties } = made.resource(id);
        assert.equal(retired, "retain", id);
        assert.equal(Object(properties["tags"])["event-topology:retired"], "retain", id);
      }
      const [delivery] = parsed(made.resource(QUEUE).properties["policy"]).Statement;
      assert.equal(
        delivery?.Condition?.["ArnEquals"]?.["aws:SourceArn"],
        "arn:aws:sns:eu-west-1:111122223333:ar_CREATED",
      );
      assert.equal(consumed(made).length, 3);
      assert.match(
        String(made.resource(DEAD_LETTERS).properties["redriveAllowPolicy"]),
        /:ar_marketing_CREATED"\]/,
        "what nobody handles is still dead-lettered",
      );
    },
  },
};

function address(queue: string) {
  return {
    kind: "sqs-queue",
    queueUrl: `https://sqs.eu-west-1.amazonaws.com/111122223333/${queue}`,
    queueArn: `arn:aws:sqs:eu-west-1:111122223333:${queue}`,
    region: "eu-west-1",
  };
}

/** Names of the queues that marketing's role may read. */
function consumed(made: Made): readonly string[] {
  const { Statement } = parsed(made.resource("policy:team:marketing/marketing").properties["policy"]);
  const queues = Statement.find(({ Sid }) => Sid === "Consume")?.Resource ?? [];
  return [queues].flat().map((arn) => arn.split(":").at(-1) ?? "");
}
