import {
  CreateEventBusCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { OTHER_ACCOUNT } from "./aws-caller.ts";
import type { AwsScene } from "./aws-scene.ts";
import { BODY, putOn } from "./live-aws-calls.ts";
import { type AwsClients, partsOf, ruleOf, urlOf } from "./live-aws-clients.ts";
import type { LiveAwsWorld } from "./live-aws-world.ts";

/** How a queue is asked whether it takes what a topic or rule brings: it is brought, and the messages are counted. */
export class LiveDeliveries {
  readonly #world: LiveAwsWorld;
  readonly #scene: AwsScene;

  constructor(world: LiveAwsWorld, scene: AwsScene) {
    this.#world = world;
    this.#scene = scene;
  }

  /** Whether an event of a topic or rule arrives in a queue that the administrator of its account has put behind it. */
  async arrives(source: string, queue: string): Promise<boolean> {
    return partsOf(source).service === "sns" ? this.#fromTopic(source, queue) : this.#fromRule(source, queue);
  }

  /** Whether an entry on the rule's bus, put there by the administrator, arrives in the rule's own queue. */
  async matches(rule: string, source: string, detailType: string): Promise<boolean> {
    const { account } = partsOf(rule);
    const queue = this.#scene.queues.find(({ sources }) => sources.some(({ arn }) => arn === rule));
    if (queue === undefined) throw new Error(`${rule} feeds no queue`);
    const { events } = this.#world.root(account);
    const more = await this.#added(queue.main, () => putOn(events, busOf(rule), [{ source, detailType }]));
    return more > 0;
  }

  async #fromTopic(topic: string, queue: string): Promise<boolean> {
    const { account, name } = partsOf(topic);
    const { sns } = this.#world.root(account);
    if (account === OTHER_ACCOUNT) await sns.send(new CreateTopicCommand({ Name: name }));
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic }));
    const subscription = Subscriptions.some(({ Endpoint }) => Endpoint === queue)
      ? undefined
      : await sns.send(new SubscribeCommand({ TopicArn: topic, Protocol: "sqs", Endpoint: queue }));
    const publisher = this.#publisherOf(topic)?.sns ?? sns;
    const more = await this.#added(queue, () => publisher.send(new PublishCommand({ TopicArn: topic, Message: BODY })));
    if (subscription !== undefined)
      await sns.send(new UnsubscribeCommand({ SubscriptionArn: subscription.SubscriptionArn }));
    return more > 0;
  }

  /**
   * The same event may come to the queue by other ways, of which other questions are asked: another rule of the bus,
   * or a target of this one that delivers under a role. So it is put a second time, with the queue behind the rule.
   */
  async #fromRule(rule: string, queue: string): Promise<boolean> {
    const { account } = partsOf(rule);
    const { events } = this.#world.root(account);
    const { bus: EventBusName, name: Rule } = ruleOf(rule);
    const entry = await this.#entryFor(rule);
    const putter = this.#publisherOf(rule)?.events ?? events;
    const arrived = () => this.#added(queue, () => putOn(putter, busOf(rule), [entry]));
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ EventBusName, Rule }));
    if (Targets.some(({ Arn, RoleArn }) => Arn === queue && RoleArn === undefined)) return (await arrived()) > 0;
    const before = await arrived();
    const target = { Id: "live-access", Arn: queue, InputPath: "$.detail.message" };
    await events.send(new PutTargetsCommand({ EventBusName, Rule, Targets: [target] }));
    const after = await arrived();
    await events.send(new RemoveTargetsCommand({ EventBusName, Rule, Ids: [target.Id] }));
    return after > before;
  }

  /** An event that the rule takes; for a rule of the other account, that rule is made. */
  async #entryFor(rule: string): Promise<{ readonly source: string; readonly detailType: string }> {
    const { account } = partsOf(rule);
    const { bus, name: Name } = ruleOf(rule);
    if (account === OTHER_ACCOUNT) {
      const { events } = this.#world.root(account);
      const entry = { source: "live", detailType: "live" };
      await events.send(new CreateEventBusCommand({ Name: bus })).catch(unlessThere);
      const EventPattern = JSON.stringify({ source: [entry.source] });
      await events.send(new PutRuleCommand({ Name, EventBusName: bus, EventPattern }));
      return entry;
    }
    const queue = this.#scene.queues.find(({ sources }) => sources.some(({ arn }) => arn === rule));
    const event = this.#scene.events.find(
      ({ event, address }) =>
        address.kind === "event-bus" && address.eventBusArn === busOf(rule) && queue?.events.includes(event),
    );
    if (event?.address.kind !== "event-bus") throw new Error(`nothing feeds ${rule}`);
    return event.address;
  }

  /** Nobody but the owner's publishers may put anything there. */
  #publisherOf(source: string): AwsClients | undefined {
    const event = this.#scene.events.find(({ address }) =>
      address.kind === "event-bus" ? address.eventBusArn === busOf(source) : address.topicArn === source,
    );
    const [role] = event?.publishers ?? [];
    return role === undefined ? undefined : this.#world.as({ role });
  }

  /** How many messages more there are in a queue after something was done; an emulated service delivers before it answers. */
  async #added(queue: string, done: () => Promise<unknown>): Promise<number> {
    const before = await this.#messagesIn(queue);
    await done();
    return (await this.#messagesIn(queue)) - before;
  }

  async #messagesIn(queue: string): Promise<number> {
    const { sqs } = this.#world.root(partsOf(queue).account);
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ["All"] }),
    );
    return Object.entries(Attributes)
      .filter(([name]) => name.startsWith("ApproximateNumberOfMessages"))
      .reduce((sum, [, count]) => sum + Number(count), 0);
  }
}

function busOf(rule: string): string {
  return `${rule.replace(":rule/", ":event-bus/").split("/").slice(0, 2).join("/")}`;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "ResourceAlreadyExistsException") throw error;
}
