import assert from "node:assert/strict";
import { test } from "node:test";
import type { CloudResource } from "../cloud-resource.ts";
import type { Quota } from "../quota.ts";
import { measureAws } from "./measures.ts";
import { queueResources } from "./queue-resources.ts";
import { awsInput, example } from "./test-support/input.ts";

/** What a resource uses, by the key of the quota. */
function measured(resource: CloudResource): Readonly<Record<string, number>> {
  const uses: Record<string, number> = {};
  const add = ({ key }: Quota, used: number | undefined) => {
    if (used !== undefined) uses[key] = used;
  };
  measureAws(resource, { add, budgets: () => [] });
  return uses;
}

const input = awsInput(example);
const [subscription] = input.desired.subscriptions;
assert.ok(subscription);
const feeder = { service: "sns.amazonaws.com", sourceArns: ["arn:aws:sns:eu-west-1:111122223333:t"] };
const queues = queueResources(input, subscription, feeder);

test("a queue is measured with its policies", () => {
  for (const queue of queues) {
    const uses = measured(queue);
    assert.equal(uses["sqs.policy-bytes"], String(queue.properties["policy"]).length, queue.id);
    assert.equal(uses["sqs.policy-statements"], queue.id.startsWith("dead-letter") ? 3 : 4, queue.id);
    assert.equal(uses["sqs.redrive-sources"], queue.id.startsWith("dead-letter") ? 1 : undefined, queue.id);
  }
});
