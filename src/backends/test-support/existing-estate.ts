import assert from "node:assert/strict";
import type { Backend } from "../backend.ts";

/** What exists already, as a stack of the tests says it, for any backend. */
interface Estate {
  /** Several events on one topic (bus), told apart as the cloud does that. */
  hub(events: readonly string[], name?: string): Readonly<Record<string, object>>;
  /** A topic (an event on a bus) for one event alone. */
  alone(event: string, name?: string): Readonly<Record<string, object>>;
  /** A queue of a team with the events that feed it. */
  queue(name: string, events: readonly string[], deadLetter?: string): object;
  /** What must be in the text of resources that lead from the hub. */
  readonly hubAddress: (name?: string) => string;
  /** Types of what is never made for what exists. */
  readonly carriers: readonly string[];
}

const AWS = "eu-west-1:111122223333";
const entries = <Value>(names: readonly string[], of: (name: string) => Value) =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

const sqs = (name: string) => `arn:aws:sqs:${AWS}:${name}`;
const awsQueue = (name: string, _events: readonly string[], deadLetter?: string) => ({
  queue: sqs(name),
  ...(deadLetter !== undefined && { deadLetter: sqs(deadLetter) }),
});

const ESTATES: Readonly<Record<string, Estate>> = {
  "gcp-pubsub": {
    hub: (events, name = "hub") =>
      entries(events, (event) => ({
        topic: `projects/ar-events/topics/${name}`,
        attribute: { eventType: `the.${event}` },
      })),
    alone: (event, name = "alone") => ({ [event]: { topic: `projects/ar-events/topics/${name}` } }),
    queue: (name, events, deadLetter) => ({
      subscriptions: entries(events, (event) => `projects/ar-events/subscriptions/${name}.${event}`),
      ...(deadLetter !== undefined && { deadLetter: `projects/ar-events/subscriptions/${deadLetter}` }),
    }),
    hubAddress: (name = "hub") => `projects/ar-events/topics/${name}`,
    carriers: ["gcp:pubsub/topic:Topic", "gcp:pubsub/schema:Schema"],
  },
  "aws-sns-sqs": {
    hub: (events, name = "hub") =>
      entries(events, (event) => ({ topic: `arn:aws:sns:${AWS}:${name}`, attribute: { eventType: `the.${event}` } })),
    alone: (event, name = "alone") => ({ [event]: { topic: `arn:aws:sns:${AWS}:${name}` } }),
    queue: awsQueue,
    hubAddress: (name = "hub") => `arn:aws:sns:${AWS}:${name}`,
    carriers: ["aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"],
  },
  "aws-eventbridge": {
    hub: (events, name = "hub") =>
      entries(events, (event) => ({
        eventBus: `arn:aws:events:${AWS}:event-bus/${name}`,
        source: "legacy",
        detailType: `the.${event}`,
      })),
    alone: (event, name = "alone") => ({
      [event]: { eventBus: `arn:aws:events:${AWS}:event-bus/${name}`, source: "legacy", detailType: "only" },
    }),
    queue: awsQueue,
    hubAddress: (name = "hub") => name,
    carriers: ["aws:cloudwatch/eventBus:EventBus", "aws:cloudwatch/eventBusPolicy:EventBusPolicy"],
  },
};

export function estateOf({ name }: Backend): Estate {
  const found = ESTATES[name];
  assert.ok(found, `no estate for ${name}`);
  return found;
}
