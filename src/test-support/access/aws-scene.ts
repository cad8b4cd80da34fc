import type { AwsPlace } from "../../backends/aws/place.ts";
import type { Backend, BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { PublishAddress } from "../../backends/manifest.ts";
import { principalsOf } from "../../backends/missing-principal.ts";
import { id } from "../../desired-state/id.ts";
import { type Caller, outsiders, session } from "./aws-caller.ts";
import { arnOf } from "./aws-policies.ts";

/** What of a desired state the questions are about: who there is, and where on AWS each element stands. */
export interface AwsScene {
  readonly place: AwsPlace;
  readonly events: readonly AwsEvent[];
  readonly queues: readonly AwsQueues[];
  /** Sessions of the stack's roles, as they are and as administrators, and everybody who is none of them. */
  readonly callers: readonly Caller[];
}

export interface AwsEvent {
  readonly event: string;
  readonly team: string;
  readonly address: Exclude<PublishAddress, { readonly kind: "pubsub-topic" }>;
  readonly publishers: readonly string[];
}

/** The queues of one subscription, by ARN. */
export interface AwsQueues {
  readonly main: string;
  readonly deadLetter: string;
  readonly undeliverable: string;
  readonly consumers: readonly string[];
  /** Names of the events that feed it. */
  readonly events: readonly string[];
  /** ARNs of the topics or rules that bring messages. */
  readonly sources: readonly string[];
}

/**
 * Addresses are those of the manifests, which applications use; what is not in them is found among the resources by
 * its id. Who may what is taken from the desired state and the stack's principals alone.
 */
export function awsScene(
  backend: Backend,
  input: BackendInput<AwsPlace>,
  resources: readonly CloudResource[],
): AwsScene {
  const { desired, stack } = input;
  const { place } = stack;
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const manifests = new Map(backend.manifests(input).map((manifest) => [manifest.team, manifest]));

  const events = desired.topics.map(({ event, team }): AwsEvent => {
    const address = manifests.get(team)?.publishes[event]?.to;
    if (address === undefined || address.kind === "pubsub-topic") throw new Error(`no address on AWS for ${event}`);
    return { event, team, address, publishers: principalsOf(stack, team).publishers };
  });
  const queues = desired.subscriptions.map(({ team, queue, feeds }): AwsQueues => {
    const { from, deadLetter } = manifests.get(team)?.consumes[queue] ?? {};
    if (from?.kind !== "sqs-queue" || deadLetter?.kind !== "sqs-queue")
      throw new Error(`no queue for ${team}/${queue}`);
    return {
      main: from.queueArn,
      deadLetter: deadLetter.queueArn,
      undeliverable: arnOf(place, "aws:sqs/queue:Queue", the(id("undeliverable-queue", team, queue)).name),
      consumers: principalsOf(stack, team).consumers,
      events: feeds.map((feed) => feed.event),
      sources: [...new Set(feeds.map((feed) => sourceOf(team, queue, feed)))],
    };
  });
  const roles = Object.values(stack.principals).flatMap(({ publishers, consumers }) => [...publishers, ...consumers]);
  const distinct = [...new Set(roles)];
  const callers = [
    ...outsiders(place, distinct),
    ...distinct.map((role) => session(role)),
    ...distinct.map((role) => session(role, true)),
  ];
  return { place, events, queues, callers };

  function sourceOf(team: string, queue: string, { event, owner }: { event: string; owner: string }): string {
    const address = events.find((each) => each.event === event)?.address;
    if (address?.kind === "sns-topic") return address.topicArn;
    return arnOfRule(place, the(id("rule", team, queue, owner)));
  }

  function the(id: string): CloudResource {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`${id} is not made`);
    return found;
  }
}

/** A rule on a bus of our own has the bus in its ARN (Service Authorization Reference, EventBridge, "rule-on-custom-event-bus"). */
export function arnOfRule({ region, account }: AwsPlace, { properties }: CloudResource): string {
  return `arn:aws:events:${region}:${account}:rule/${properties["eventBusName"]}/${properties["name"]}`;
}

export function isAmong(caller: Caller, roles: readonly string[]): boolean {
  return caller.role !== undefined && roles.includes(caller.role);
}
