import { groupBy } from "../../group-by.ts";
import { once } from "../../once.ts";
import { arn } from "../aws/arn.ts";
import { measureAws, parsed } from "../aws/measures.ts";
import { iamBudgets, perAccount, perRegion } from "../aws/place-budgets.ts";
import { places } from "../aws/places.ts";
import { policySize } from "../aws/policy-size.ts";
import type { BackendInput } from "../backend.ts";
import { type ByType, byType, ofTeams } from "../budgets.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { countable } from "../countable.ts";
import { engineBudget } from "../engine-budget.ts";
import type { Budget } from "../quota.ts";
import { type Tally, tallyOf } from "../tally.ts";
import { filterSize } from "./filter-size.ts";
import { options } from "./options.ts";
import { SNS } from "./quotas.ts";
import { resources } from "./resources.ts";
import type { AwsPlace } from "./settings.ts";

const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

/** What the topology alone uses of the quotas of SNS, SQS and IAM; what else stands in the accounts cannot be known here. */
export const budgets = once((input: BackendInput<AwsPlace>): readonly Budget[] => {
  const made = resources(countable(input, options));
  const of = byType(made);
  const topics = of(TOPIC);
  const subscriptions = subscribedTopics(input, of);
  const tally = tallyOf(input);
  countSubscriptions(subscriptions, tally);
  for (const resource of made) {
    measureAws(resource, tally);
    measure(resource, tally);
  }
  return [
    ...perRegion(
      input,
      SNS.topics,
      topics.filter((topic) => !isFifo(topic)),
    ),
    ...perRegion(input, SNS.fifoTopics, topics.filter(isFifo)),
    ...perAccount(
      input,
      SNS.filters,
      subscriptions.flatMap(({ topic, subscribed }) => subscribed.filter(isFiltered).map(() => topic)),
    ),
    ...iamBudgets(input, of),
    ...tally.budgets(),
    engineBudget(input, made),
  ];
});

function countSubscriptions(subscriptions: readonly Subscribed[], tally: Tally): void {
  for (const { topic, name, subscribed } of subscriptions) {
    const where = { scope: `on the topic ${name}${ofTeams([topic.team])}` };
    const quota = name.endsWith(FIFO) ? SNS.subscriptionsPerFifoTopic : SNS.subscriptionsPerTopic;
    tally.add(quota, subscribed.length, topic, where);
    const filters = subscribed.filter(isFiltered).length;
    if (filters > 0) tally.add(SNS.filtersPerTopic, filters, topic, where);
  }
}

/** What one resource alone uses of the quotas of SNS, read from its properties. */
function measure(resource: CloudResource, tally: Tally): void {
  const { type, name, properties } = resource;
  switch (type) {
    case TOPIC: {
      tally.add(SNS.nameCharacters, name.length, resource);
      const { MessageRetentionPeriod: days } = parsed(properties["archivePolicy"]);
      if (days !== undefined) tally.add(SNS.archiveDays, Number(days), resource);
      return;
    }
    case SUBSCRIPTION: {
      const { filterPolicy } = properties;
      if (typeof filterPolicy !== "string") return;
      const { keys, combinations } = filterSize(filterPolicy);
      tally.add(SNS.filterKeys, keys, resource);
      tally.add(SNS.filterCombinations, combinations, resource);
      tally.add(SNS.filterBytes, Buffer.byteLength(filterPolicy), resource);
      return;
    }
    case "aws:sns/topicPolicy:TopicPolicy": {
      const policy = String(properties["policy"]);
      const { statements, principals } = policySize(policy);
      tally.add(SNS.policyBytes, Buffer.byteLength(policy), resource);
      tally.add(SNS.policyStatements, statements, resource);
      tally.add(SNS.policyPrincipals, principals, resource);
      return;
    }
    default:
  }
}

/** The SNS subscriptions to one topic. */
interface Subscribed {
  readonly name: string;
  /** The topic; the first subscription where the topic itself is not the topology's. */
  readonly topic: CloudResource;
  readonly subscribed: readonly CloudResource[];
}

function subscribedTopics(input: BackendInput<AwsPlace>, of: ByType): readonly Subscribed[] {
  const all = places(input);
  const topics = new Map(
    of(TOPIC).map((topic) => [arn(all.get(topic.provider) ?? input.stack.place, "sns", topic.name), topic]),
  );
  return [...groupBy(of(SUBSCRIPTION), ({ properties }) => String(properties["topic"]))].flatMap(
    ([topicArn, subscribed]) => {
      const topic = topics.get(topicArn) ?? subscribed[0];
      return topic === undefined ? [] : [{ name: topicArn.slice(topicArn.lastIndexOf(":") + 1), topic, subscribed }];
    },
  );
}

/** SNS API Reference, CreateTopic, Name: a FIFO topic's name ends so. */
const FIFO = ".fifo";

function isFifo({ name }: CloudResource): boolean {
  return name.endsWith(FIFO);
}

function isFiltered({ properties }: CloudResource): boolean {
  return properties["filterPolicy"] !== undefined;
}
