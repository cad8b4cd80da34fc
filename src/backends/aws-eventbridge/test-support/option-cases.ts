import assert from "node:assert/strict";
import type { Json } from "../../cloud-resource.ts";
import { has, teams } from "../../test-support/crm-and-marketing.ts";
import type { Made, OptionCase, OptionCases } from "../../test-support/option-case.ts";

const QUEUE = "subscription:marketing/CREATED";
const DEAD_LETTERS = "dead-letter-queue:marketing/CREATED";
const UNDELIVERABLE = "undeliverable-queue:marketing/CREATED";
const RULE = "rule:marketing/CREATED/crm";
const TARGET = "target:marketing/CREATED/crm";

const CHANNEL = "arn:aws:sns:eu-west-1:111122223333:marketing-alarms";

/** A filter of the attribute `price`, and what the rule's pattern makes of it. */
function filtered(conditions: string, expected: Json): OptionCase {
  return {
    teams: teams(`filter: { price: ${conditions} }`),
    shows: (made) =>
      assert.deepEqual(JSON.parse(String(made.resource(RULE).properties["eventPattern"])), {
        "detail-type": ["CREATED"],
        source: ["ar.crm"],
        detail: { attributes: { price: expected } },
      }),
  };
}

function alarm(option: string, of: string, metricName: string, threshold: number): OptionCase {
  return {
    teams: teams(`alarms: { ${option} }`),
    placeOf: { marketing: { notify: CHANNEL } },
    shows(made) {
      const dimensions = { QueueName: made.resource(of).name };
      has(`alarm:${of}`, { metricName, threshold, dimensions, alarmActions: [CHANNEL] })(made);
    },
  };
}

const gone = ({ resources }: Made, ...ids: readonly string[]) =>
  assert.deepEqual(
    resources.filter(({ id }) => ids.includes(id)).map(({ id }) => id),
    [],
  );

export const optionCases: OptionCases = {
  "event.ordered": {
    teams: teams("ackDeadline: 30s", "{ ordered: true }"),
    refused: /one fixed message group/,
  },
  "event.retention": {
    teams: teams("ackDeadline: 30s", "{ retention: 30d }"),
    shows: has("archive:crm/CREATED", {
      name: "ar_crm_CREATED",
      eventSourceArn: "arn:aws:events:eu-west-1:111122223333:event-bus/ar_crm",
      eventPattern: '{"detail-type":["CREATED"],"source":["ar.crm"]}',
      retentionDays: 30,
    }),
  },
  "event.registerSchema": {
    teams: teams("ackDeadline: 30s", "{ schema: created.json, registerSchema: true }"),
    files: { "created.json": JSON.stringify({ required: ["id"], properties: { id: { const: 1 } } }) },
    shows(made) {
      has("schema:crm", { name: "ar_crm" })(made);
      const schema = made.resource("schema:crm/CREATED");
      assert.deepEqual(schema.dependsOn, ["schema:crm"]);
      const { name, registryName, type, content } = schema.properties;
      assert.deepEqual([name, registryName, type], ["ar.crm@CREATED", "ar_crm", "JSONSchemaDraft4"]);
      assert.deepEqual(JSON.parse(String(content)), {
        $schema: "http://json-schema.org/draft-04/schema#",
        title: "CREATED",
        type: "object",
        required: ["topic", "data"],
        properties: {
          topic: { enum: ["CREATED"] },
          data: { required: ["id"], properties: { id: { enum: [1] } } },
        },
      });
    },
  },
  "event.retired": {
    teams: teams("ackDeadline: 30s", "{ retired: drain }"),
    shows(made) {
      const policy = JSON.parse(String(made.resource("policy:event-bus:crm").properties["policy"]));
      assert.deepEqual(
        policy.Statement.map(({ Sid, Condition }: { Sid: string; Condition?: object }) => [Sid, Condition]),
        [["DenyPublishingToOthers", undefined]],
      );
      assert.deepEqual(made.manifests.find(({ team }) => team === "crm")?.publishes["CREATED"]?.principals, []);
      gone(made, "policy:team:crm/crm");
      assert.ok(made.resource(RULE), "what was published is still delivered");
    },
  },
  "subscription.filter": filtered("[low, high]", ["high", "low"]),
  "subscription.filter.prefix": filtered("{ prefix: th- }", [{ prefix: "th-" }]),
  "subscription.filter.suffix": filtered("{ suffix: -th }", [{ suffix: "-th" }]),
  "subscription.filter.anythingBut": filtered("{ anythingBut: [th, sg] }", [{ "anything-but": ["sg", "th"] }]),
  "subscription.filter.numeric": filtered('{ numeric: "> 0, <= 5" }', [{ numeric: [">", 0, "<=", 5] }]),
  "subscription.filter.exists": filtered("[{ exists: false }, none]", ["none", { exists: false }]),
  "subscription.ackDeadline": {
    teams: teams("ackDeadline: 12h"),
    shows: has(QUEUE, { visibilityTimeoutSeconds: 43_200 }),
  },
  "subscription.retention": {
    teams: teams("retention: 14d"),
    shows: has(QUEUE, { messageRetentionSeconds: 1_209_600 }),
  },
  "subscription.deadLetter": {
    teams: teams("deadLetter: { maxDeliveryAttempts: 7 }"),
    shows: has(QUEUE, {
      redrivePolicy:
        '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CREATED-dlq","maxReceiveCount":7}',
    }),
  },
  "subscription.retry": { teams: teams("retry: { minimum: 10s }"), refused: /always after the same time/ },
  "subscription.delay": { teams: teams("delay: 15m"), shows: has(QUEUE, { delaySeconds: 900 }) },
  "subscription.ordered": {
    teams: teams("ordered: true", "{ ordered: true }"),
    refused: /one fixed message group/,
  },
  "subscription.exactlyOnce": { teams: teams("exactlyOnce: true"), refused: /at least once/ },
  "subscription.delivery": {
    teams: teams("delivery: enveloped"),
    shows: has(TARGET, { inputPath: undefined }),
  },
  "subscription.maxMessageSize": {
    teams: teams("maxMessageSize: 256KiB"),
    shows: has(QUEUE, { maxMessageSize: 262_144 }),
  },
  "subscription.alarms.deadLetters": alarm("deadLetters: 1", DEAD_LETTERS, "ApproximateNumberOfMessagesVisible", 1),
  "subscription.alarms.oldestMessage": alarm("oldestMessage: 1h", QUEUE, "ApproximateAgeOfOldestMessage", 3600),
  "subscription.alarms.undeliverable": alarm(
    "undeliverable: 2",
    UNDELIVERABLE,
    "ApproximateNumberOfMessagesVisible",
    2,
  ),
  "subscription.generation": {
    teams: teams("filter: { country: th }, generation: 2, previous: { filter: { country: sg } }"),
    shows(made) {
      const [old, now] = [made.resource(QUEUE), made.resource(`${QUEUE}~g2`)];
      assert.deepEqual([old.retired, now.retired], ["drain", undefined]);
      assert.notEqual(old.name, now.name);
      gone(made, RULE, TARGET);
      has("rule:marketing/CREATED~g2/crm", { eventBusName: "ar_crm", name: "marketing_CREATED-g2" })(made);
      const consumed = made.manifests.find(({ team }) => team === "marketing")?.consumes["CREATED"];
      assert.deepEqual(
        consumed?.older?.map(({ generation }) => generation),
        [1],
      );
    },
  },
  "subscription.retired": {
    teams: teams("retired: retain"),
    shows(made) {
      gone(made, RULE, TARGET);
      for (const id of [QUEUE, DEAD_LETTERS, UNDELIVERABLE]) {
        assert.equal(made.resource(id).retired, "retain", id);
        assert.equal(Object(made.resource(id).properties["tags"])["event-topology:retired"], "retain", id);
      }
      const policy = String(made.resource(QUEUE).properties["policy"]);
      assert.match(policy, /rule\/ar_crm\/marketing_CREATED/, "what is on its way still arrives");
    },
  },
};
