import type { AwsPlace } from "../../backends/aws/place.ts";
import type { Backend, BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { PublishAddress } from "../../backends/manifest.ts";
import { principalsOf } from "../../backends/missing-principal.ts";
import { id } from "../../desired-state/id.ts";
import { type Caller, OTHER_ACCOUNT, OTHER_ORGANIZATION, outsiders, session } from "./aws-caller.ts";
import { arnOf, type PlaceOf, roleArn } from "./aws-policies.ts";

/** What of a desired state the questions are about: who there is, and where on AWS each element stands. */
export interface AwsScene {
  /** The accounts of the teams and of the stack. */
  readonly accounts: readonly string[];
  readonly events: readonly AwsEvent[];
  readonly queues: readonly AwsQueues[];
  /** Sessions of the stack's roles and of those that deliver, as they are and as administrators, and everybody who is none of them. */
  readonly callers: readonly Caller[];
}

export interface AwsEvent {
  readonly event: string;
  readonly team: string;
  /** Where the owner is. */
  readonly place: AwsPlace;
  /** The accounts other than the owner's from which there are subscriptions. */
  readonly subscribers: readonly string[];
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
  /** What brings messages. */
  readonly sources: readonly AwsSource[];
}

/** A topic, or a rule with what it has where it delivers to another account. */
export interface AwsSource {
  readonly arn: string;
  readonly across?: { readonly role: string; readonly undeliverable: string };
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
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const manifests = new Map(backend.manifests(input).map((manifest) => [manifest.team, manifest]));

  const events = desired.topics.map(({ event, team }): AwsEvent => {
    const address = manifests.get(team)?.publishes[event]?.to;
    if (address === undefined || address.kind === "pubsub-topic") throw new Error(`no address on AWS for ${event}`);
    const place = stack.placeOf(team);
    const subscribers = desired.subscriptions
      .filter(({ feeds }) => feeds.some((feed) => feed.event === event))
      .map((subscription) => stack.placeOf(subscription.team).account)
      .filter((account) => account !== place.account);
    return { event, team, place, subscribers, address, publishers: principalsOf(stack, team).publishers };
  });
  const queues = desired.subscriptions.map(({ team, queue, feeds }): AwsQueues => {
    const { from, deadLetter } = manifests.get(team)?.consumes[queue] ?? {};
    if (from?.kind !== "sqs-queue" || deadLetter?.kind !== "sqs-queue")
      throw new Error(`no queue for ${team}/${queue}`);
    return {
      main: from.queueArn,
      deadLetter: deadLetter.queueArn,
      undeliverable: arnOf(
        stack.placeOf(team),
        "aws:sqs/queue:Queue",
        the(id("undeliverable-queue", team, queue)).name,
      ),
      consumers: principalsOf(stack, team).consumers,
      events: feeds.map((feed) => feed.event),
      sources: distinctSources(feeds.map((feed) => sourceOf(team, queue, feed))),
    };
  });
  const roles = Object.values(stack.principals).flatMap(({ publishers, consumers }) => [...publishers, ...consumers]);
  const distinct = [...new Set(roles)];
  const delivering = queues.flatMap(({ sources }) => sources.flatMap(({ across }) => across?.role ?? []));
  const acting = [...distinct, ...delivering];
  const places = [stack.place, ...desired.teams.map(({ name }) => stack.placeOf(name))];
  const accounts = [...new Set(places.map(({ account }) => account))];
  const organizationOf = (account: string) =>
    account === OTHER_ACCOUNT
      ? OTHER_ORGANIZATION
      : places.find((place) => place.account === account && place.organizationId !== undefined)?.organizationId;
  const callers = [
    ...outsiders(accounts, distinct, organizationOf),
    ...acting.map((role) => session(role, organizationOf)),
    ...acting.map((role) => session(role, organizationOf, true)),
  ];
  return { accounts, events, queues, callers };

  function sourceOf(team: string, queue: string, { event, owner }: { event: string; owner: string }): AwsSource {
    const address = events.find((each) => each.event === event)?.address;
    if (address?.kind === "sns-topic") return { arn: address.topicArn };
    const place = stack.placeOf(owner);
    const arn = arnOfRule(place, the(id("rule", team, queue, owner)));
    if (place.account === stack.placeOf(team).account) return { arn };
    const role = roleArn(place, the(id("role", team, queue, owner)).name);
    const undeliverable = the(id("undeliverable-queue", team, queue, owner)).name;
    return { arn, across: { role, undeliverable: arnOf(place, "aws:sqs/queue:Queue", undeliverable) } };
  }

  function the(id: string): CloudResource {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`${id} is not made`);
    return found;
  }
}

function distinctSources(sources: readonly AwsSource[]): readonly AwsSource[] {
  return [...new Map(sources.map((source) => [source.arn, source])).values()];
}

/** The place of each provider, from what the backend says. */
export function placeOfProvider(backend: Backend, input: BackendInput<AwsPlace>): PlaceOf {
  const places = backend.places(input);
  return (provider) => {
    const place = places.get(provider) as AwsPlace | undefined;
    if (place === undefined) throw new Error(`${provider} has no place`);
    return place;
  };
}

/** A rule on a bus of our own has the bus in its ARN (Service Authorization Reference, EventBridge, "rule-on-custom-event-bus"). */
export function arnOfRule({ region, account }: AwsPlace, { properties }: CloudResource): string {
  return `arn:aws:events:${region}:${account}:rule/${properties["eventBusName"]}/${properties["name"]}`;
}

export function isAmong(caller: Caller, roles: readonly string[]): boolean {
  return caller.role !== undefined && roles.includes(caller.role);
}
