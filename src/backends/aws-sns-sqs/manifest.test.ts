import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, roleArn } from "../aws/test-support/input.ts";
import { manifests } from "./manifest.ts";

test("a team is told its topics and queues by full address", () => {
  const all = manifests(awsInput(example));
  assert.deepEqual(
    all.map(({ team }) => team),
    ["crm", "data-analysis", "marketing"],
  );
  const queue = (name: string) => ({
    kind: "sqs-queue",
    queueUrl: `https://sqs.eu-west-1.amazonaws.com/111122223333/${name}`,
    queueArn: `arn:aws:sqs:eu-west-1:111122223333:${name}`,
    region: "eu-west-1",
  });
  assert.deepEqual(all[2], {
    version: 1,
    backend: "aws-sns-sqs",
    team: "marketing",
    publishes: {
      EMAIL_SENT: {
        principals: [roleArn("marketing")],
        to: {
          kind: "sns-topic",
          topicArn: "arn:aws:sns:eu-west-1:111122223333:ar_EMAIL_SENT",
          region: "eu-west-1",
        },
      },
    },
    consumes: {
      CUSTOMER_CREATED: {
        principals: [roleArn("marketing")],
        events: ["CUSTOMER_CREATED"],
        from: queue("ar_marketing_CUSTOMER_CREATED"),
        deadLetter: queue("ar_marketing_CUSTOMER_CREATED-dlq"),
        undeliverable: queue("ar_marketing_CUSTOMER_CREATED-undeliverable"),
      },
      "audience-projection": {
        principals: [roleArn("marketing")],
        events: ["CUSTOMER_CREATED", "CUSTOMER_DELETE", "CUSTOMER_UPDATED"],
        from: queue("ar_marketing_audience-projection"),
        deadLetter: queue("ar_marketing_audience-projection-dlq"),
        undeliverable: queue("ar_marketing_audience-projection-undeliverable"),
      },
    },
  });
});
