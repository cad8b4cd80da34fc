import assert from "node:assert/strict";
import { test } from "node:test";
import { backendNamed } from "../backends/registry.ts";
import { deployedResources, standingOf } from "./deployed.ts";

const STACK = "urn:pulumi:prod::event-topology::";
const TEAM = "event-topology:index:Team$";

function part(name: string) {
  const backend = backendNamed(name);
  assert.ok(backend);
  return backend.deployed;
}

test("the engine's own entries are no resources", () => {
  const state = {
    [`${STACK}pulumi:pulumi:Stack::event-topology-prod`]: { type: "pulumi:pulumi:Stack", outputs: {} },
    [`${STACK}pulumi:providers:aws::provider:aws/111122223333/eu-west-1`]: {
      type: "pulumi:providers:aws",
      outputs: {},
    },
    [`${STACK}event-topology:index:Team::team:crm`]: { type: "event-topology:index:Team", outputs: {} },
    [`${STACK}${TEAM}aws:sns/topic:Topic::topic:A`]: { type: "aws:sns/topic:Topic", outputs: { name: "ar-A" } },
  };
  assert.deepEqual(deployedResources(state), [
    { id: "topic:A", type: "aws:sns/topic:Topic", outputs: { name: "ar-A" } },
  ]);
});

test("a queue of AWS tells its place by its ARN and its tombstone by a tag", () => {
  const outputs = {
    name: "ar-web-A",
    arn: "arn:aws:sqs:eu-west-1:111122223333:ar-web-A",
    tags: { "event-topology:retired": "drain", retired: "by nobody" },
  };
  const queue = { id: "subscription:web/A", type: "aws:sqs/queue:Queue", outputs };
  const { provider, retired, holdsMessages, name } = standingOf(queue, part("aws-eventbridge"));
  assert.deepEqual(
    { provider, retired, holdsMessages, name },
    { provider: "provider:aws/111122223333/eu-west-1", retired: "drain", holdsMessages: true, name: "ar-web-A" },
  );
});

test("a subscription of Pub/Sub tells its project, and its tombstone by a label", () => {
  const outputs = { name: "ar_web_A", project: "ar-events", labels: { retired: "delete" } };
  const feed = { id: "feed:web/A/A", type: "gcp:pubsub/subscription:Subscription", outputs };
  const { provider, retired, holdsMessages } = standingOf(feed, part("gcp-pubsub"));
  assert.deepEqual(
    { provider, retired, holdsMessages },
    { provider: "provider:gcp/ar-events", retired: "delete", holdsMessages: true },
  );
});

test("a tombstone that is none, and a policy, tell nothing", () => {
  const outputs = { policy: "{}", labels: { retired: "maybe" }, tags: "?" };
  for (const backend of ["gcp-pubsub", "aws-sns-sqs"]) {
    const standing = standingOf(
      { id: "policy:topic:A", type: "aws:sns/topicPolicy:TopicPolicy", outputs },
      part(backend),
    );
    assert.deepEqual([standing.retired, standing.provider, standing.holdsMessages], [undefined, undefined, false]);
  }
});
