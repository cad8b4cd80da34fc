import assert from "node:assert/strict";
import { has, teams } from "../../test-support/crm-and-marketing.ts";
import type { OptionCases } from "../../test-support/option-case.ts";

const FEED = "feed:marketing/CREATED/CREATED";
const QUEUE = "subscription:marketing/CREATED";
const DEAD_LETTERS = "subscription:dead-letter-queue:marketing/CREATED";

const CHANNEL = "projects/ar-events/notificationChannels/12";

export const optionCases: OptionCases = {
  "event.ordered": {
    teams: teams("ordered: true", "{ ordered: true }"),
    shows: has(FEED, { enableMessageOrdering: true }),
  },
  "event.retention": {
    teams: teams("ackDeadline: 30s", "{ retention: 31d }"),
    shows: has("topic:CREATED", { messageRetentionDuration: "2678400s" }),
  },
  "event.registerSchema": {
    teams: teams("ackDeadline: 30s", "{ schema: created.json, registerSchema: true }"),
    files: {
      "created.json": JSON.stringify({
        type: "object",
        required: ["id"],
        properties: { id: { type: "integer" } },
      }),
    },
    shows(made) {
      const { type, definition } = made.resource("schema:topic:CREATED").properties;
      assert.equal(type, "AVRO");
      assert.deepEqual(JSON.parse(String(definition)), {
        type: "record",
        name: "Message",
        fields: [
          { name: "topic", type: { type: "enum", name: "Topic", symbols: ["CREATED"] } },
          { name: "data", type: { type: "record", name: "Data", fields: [{ name: "id", type: "long", default: 0 }] } },
        ],
      });
      const schemaSettings = { schema: "projects/ar-events/schemas/ar_CREATED", encoding: "JSON" };
      has("topic:CREATED", { schemaSettings })(made);
      assert.ok(made.resource("topic:CREATED").dependsOn.includes("schema:topic:CREATED"));
    },
  },
  "event.retired": {
    teams: teams("ackDeadline: 30s", "{ retired: drain }"),
    shows(made) {
      const topic = made.resource("topic:CREATED");
      assert.equal(topic.retired, "drain");
      assert.equal(Object(topic.properties["labels"]).retired, "drain");
      const publishers = made.resources.filter(({ id }) => id.startsWith("grant:topic:CREATED/"));
      assert.deepEqual(publishers, []);
      assert.deepEqual(made.manifests.find(({ team }) => team === "crm")?.publishes["CREATED"]?.principals, []);
      assert.equal(made.resource(FEED).retired, undefined);
    },
  },
  "subscription.filter": {
    teams: teams("filter: { country: [th, sg] }"),
    shows: has(FEED, { filter: '(attributes.country="sg" OR attributes.country="th")' }),
  },
  "subscription.filter.prefix": {
    teams: teams("filter: { country: { prefix: th- } }"),
    shows: has(FEED, { filter: 'hasPrefix(attributes.country, "th-")' }),
  },
  "subscription.filter.suffix": {
    teams: teams("filter: { country: { suffix: -th } }"),
    refused: /has no suffix/,
  },
  "subscription.filter.anythingBut": {
    teams: teams("filter: { country: { anythingBut: [th, sg] } }"),
    shows: has(FEED, {
      filter: '(attributes:country AND attributes.country!="sg" AND attributes.country!="th")',
    }),
  },
  "subscription.filter.numeric": {
    teams: teams('filter: { total: { numeric: ">= 100" } }'),
    refused: /compares no numbers/,
  },
  "subscription.filter.exists": {
    teams: teams("filter: { country: { exists: true }, test: { exists: false } }"),
    shows: has(FEED, { filter: "NOT attributes:test AND attributes:country" }),
  },
  "subscription.ackDeadline": {
    teams: teams("ackDeadline: 10m"),
    shows: has(FEED, { ackDeadlineSeconds: 600 }),
  },
  "subscription.retention": {
    teams: teams("retention: 31d"),
    shows: has(FEED, { messageRetentionDuration: "2678400s" }),
  },
  "subscription.deadLetter": {
    teams: teams("deadLetter: { maxDeliveryAttempts: 100 }"),
    shows: has(FEED, {
      deadLetterPolicy: {
        deadLetterTopic: "projects/ar-events/topics/ar_marketing_CREATED-dlq",
        maxDeliveryAttempts: 100,
      },
    }),
  },
  "subscription.retry": {
    teams: teams("retry: { minimum: 1s, maximum: 1m }"),
    shows: has(FEED, { retryPolicy: { minimumBackoff: "1s", maximumBackoff: "60s" } }),
  },
  "subscription.delay": { teams: teams("delay: 30s"), refused: /cannot hold messages back/ },
  "subscription.ordered": {
    teams: teams("ordered: true", "{ ordered: true }"),
    shows: has(FEED, { enableMessageOrdering: true }),
  },
  "subscription.exactlyOnce": {
    teams: teams("exactlyOnce: true"),
    shows: has(FEED, { enableExactlyOnceDelivery: true }),
  },
  "subscription.delivery": { teams: teams("delivery: enveloped"), refused: /without an envelope/ },
  "subscription.maxMessageSize": { teams: teams("maxMessageSize: 256KiB"), refused: /cannot be set/ },
  "subscription.alarms.deadLetters": {
    teams: teams("alarms: { deadLetters: 1 }"),
    place: { notify: [CHANNEL] },
    shows(made) {
      const { conditions, notificationChannels } = made.resource(`alarm:${DEAD_LETTERS}/dead-letters`).properties;
      const [condition] = conditions as readonly { conditionThreshold: { filter: string; thresholdValue: number } }[];
      assert.match(
        condition?.conditionThreshold.filter ?? "",
        /"ar_marketing_CREATED-dlq".*num_undelivered_messages"$/,
      );
      assert.equal(condition?.conditionThreshold.thresholdValue, 0);
      assert.deepEqual(notificationChannels, [CHANNEL]);
    },
  },
  "subscription.alarms.oldestMessage": {
    teams: teams("alarms: { oldestMessage: 10m }"),
    place: { notify: [CHANNEL] },
    shows(made) {
      const { conditions } = made.resource(`alarm:${FEED}/oldest-message`).properties;
      const [condition] = conditions as readonly { conditionThreshold: { filter: string; thresholdValue: number } }[];
      assert.match(condition?.conditionThreshold.filter ?? "", /"ar_marketing_CREATED".*oldest_unacked_message_age"$/);
      assert.equal(condition?.conditionThreshold.thresholdValue, 599);
    },
  },
  "subscription.alarms.undeliverable": {
    teams: teams("alarms: { undeliverable: 1 }"),
    shows(made) {
      assert.deepEqual(
        made.resources.filter(({ type }) => type.includes("alertPolicy")),
        [],
      );
    },
  },
  "subscription.generation": {
    teams: teams("filter: { country: th }, generation: 2, previous: { filter: { country: sg } }"),
    shows(made) {
      const id = "feed:marketing/CREATED~g2/CREATED";
      has(id, { name: "ar_marketing_CREATED-g2", filter: 'attributes.country="th"' })(made);
      has(FEED, { name: "ar_marketing_CREATED", filter: 'attributes.country="sg"' })(made);
      assert.equal(Object(made.resource(id).properties["labels"]).generation, "2");
      assert.deepEqual([made.resource(id).retired, made.resource(FEED).retired], [undefined, "drain"]);
      const { from, older } = made.manifests.find(({ team }) => team === "marketing")?.consumes["CREATED"] ?? {};
      const subscriptions = (name: string) => ({
        kind: "pubsub-subscriptions",
        subscriptions: [`projects/ar-events/subscriptions/${name}`],
      });
      assert.deepEqual(from, subscriptions("ar_marketing_CREATED-g2"));
      assert.deepEqual(older, [
        {
          generation: 1,
          from: subscriptions("ar_marketing_CREATED"),
          deadLetter: subscriptions("ar_marketing_CREATED-dlq"),
        },
      ]);
    },
  },
  "subscription.retired": {
    teams: teams("retired: retain"),
    shows(made) {
      for (const id of [FEED, DEAD_LETTERS, "dead-letter-queue:marketing/CREATED"]) {
        assert.equal(made.resource(id).retired, "retain", id);
        assert.equal(Object(made.resource(id).properties["labels"]).retired, "retain", id);
      }
      has(FEED, { topic: "projects/ar-events/topics/ar_CREATED" })(made);
      const readers = made.resources.filter(({ id }) => id.startsWith(`grant:${FEED}/subscriber/`));
      assert.equal(readers.length, 2, `the agent and the consumer still read ${QUEUE}`);
      for (const { deletedWith } of readers) assert.equal(deletedWith, FEED);
    },
  },
};
