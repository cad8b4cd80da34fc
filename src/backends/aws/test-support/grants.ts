import assert from "node:assert/strict";
import type { BackendInput } from "../../backend.ts";
import type { CloudResource } from "../../cloud-resource.ts";
import { principalsOf } from "../../missing-principal.ts";
import type { AwsPlace } from "../place.ts";
import { queueTrio } from "../queue-names.ts";
import { type Call, evaluator } from "./evaluate.ts";
import { roleArn } from "./input.ts";

const READ = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"] as const;

/** The call with which an event is published, without its caller. */
export type Publish = (topic: { readonly event: string; readonly team: string }) => Omit<Call, "caller">;

/**
 * Invariant 3 for every role of the stack and one that is in none of its teams, each once as it is and once as an
 * administrator: only the owner publishes, only the subscriber consumes, and nobody without TLS.
 */
export function assertGrants(
  input: BackendInput<AwsPlace>,
  resources: readonly CloudResource[],
  publish: Publish,
): void {
  const { desired, stack } = input;
  const isAllowed = evaluator(resources);
  const everybody = Object.values(stack.principals).flatMap(({ publishers, consumers }) => [
    ...publishers,
    ...consumers,
  ]);
  for (const caller of new Set([...everybody, roleArn("intruder")])) {
    for (const topic of desired.topics) {
      const granted = principalsOf(stack, topic.team).publishers.includes(caller);
      assertOnly(granted, { ...publish(topic), caller });
    }
    for (const { team, queue } of desired.subscriptions) {
      const granted = principalsOf(stack, team).consumers.includes(caller);
      const { main, deadLetter } = queueTrio(stack.place, desired.organization, team, queue);
      for (const { arn: resource } of [main, deadLetter])
        for (const action of READ) assertOnly(granted, { action, resource, caller });
      assertOnly(granted, { action: "sqs:SendMessage", resource: main.arn, caller });
    }
  }

  function assertOnly(granted: boolean, call: Call): void {
    assert.equal(isAllowed(call), granted, JSON.stringify(call));
    assert.equal(isAllowed({ ...call, administrator: true }), granted, `administrator: ${JSON.stringify(call)}`);
    if (!call.action.startsWith("events:")) assert.equal(isAllowed({ ...call, tls: false }), false);
  }
}

/** Only the delivering service, for the topics or rules that feed the queue, can put messages into it. */
export function assertDelivery(
  input: BackendInput<AwsPlace>,
  resources: readonly CloudResource[],
  service: string,
  sourcesOf: (subscription: BackendInput["desired"]["subscriptions"][number]) => readonly string[],
): void {
  const { desired, stack } = input;
  const isAllowed = evaluator(resources);
  const all = new Set(desired.subscriptions.flatMap(sourcesOf));
  for (const subscription of desired.subscriptions) {
    const { main, undeliverable } = queueTrio(stack.place, desired.organization, subscription.team, subscription.queue);
    for (const { arn: resource } of [main, undeliverable]) {
      for (const source of all) {
        const call = { action: "sqs:SendMessage", resource, caller: service, context: { "aws:SourceArn": [source] } };
        assert.equal(isAllowed(call), sourcesOf(subscription).includes(source), JSON.stringify(call));
      }
      const other = { "aws:SourceArn": sourcesOf(subscription), "aws:SourceAccount": ["999999999999"] };
      assert.equal(isAllowed({ action: "sqs:SendMessage", resource, caller: service, context: other }), false);
    }
  }
}
