import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import { id, queueInIds } from "../../desired-state/id.ts";
import { attributeRules, isFiltered } from "../aws/filter.ts";
import { foreignKey } from "../aws/foreign-key.ts";
import type { BackendInput } from "../backend.ts";
import { canonicalJson, type Json } from "../cloud-resource.ts";
import type { Mark } from "../mark.ts";
import type { ExistingTopic } from "./existing-topic.ts";
import { filterPolicy } from "./filter-policy.ts";
import type { AwsPlace } from "./settings.ts";
import { topicOfFeed } from "./topic-of.ts";

/** An existing topic with the feeds of one queue that come from it. */
export interface HubFeeds {
  readonly topic: ExistingTopic;
  /** At least one. */
  readonly feeds: readonly Feed[];
}

/** The feeds from topics that exist, by topic and sorted by its ARN, and those from topics of ours. */
export function byHub(
  input: Pick<BackendInput<AwsPlace>, "desired" | "stack">,
  feeds: readonly Feed[],
): { readonly own: readonly Feed[]; readonly hubs: readonly HubFeeds[] } {
  const own: Feed[] = [];
  const hubs = new Map<string, { topic: ExistingTopic; feeds: Feed[] }>();
  for (const feed of feeds) {
    const { existing: topic } = topicOfFeed(input, feed);
    if (topic === undefined) own.push(feed);
    else {
      const hub = hubs.get(topic.arn) ?? { topic, feeds: [] };
      hub.feeds.push(feed);
      hubs.set(topic.arn, hub);
    }
  }
  return { own, hubs: [...hubs.values()].sort((a, b) => (a.topic.arn < b.topic.arn ? -1 : 1)) };
}

/**
 * Id of the one SNS subscription that feeds a queue from an existing topic. SNS has one subscription for a topic and an endpoint
 * (SNS API Reference, Subscribe: a second call gives the same or is refused), so the id names queue and topic and no
 * event: with one event more or less its filter changes in place, and nothing is replaced.
 */
export function hubFeedId({ key }: Pick<Subscription, "key">, { name, place }: ExistingTopic): string {
  return id("hub", key.team, queueInIds(key), foreignKey(place, name));
}

/** The filter of an SNS subscription, none where it is empty. */
export interface HubFilter {
  readonly filterPolicy?: string;
  readonly filterPolicyScope?: "MessageAttributes" | "MessageBody";
}

/**
 * The filter that lets through the messages of these events, and of those what the queue's own filter asks for: all events of a
 * queue have the same. Values of the mark are sorted, so that the order of the file changes nothing.
 */
export function hubFilter(input: Pick<BackendInput<AwsPlace>, "desired" | "stack">, feeds: readonly Feed[]): HubFilter {
  const marks = feeds.map((feed) => topicOfFeed(input, feed).existing?.mark).filter((mark) => mark !== undefined);
  const [mark] = marks;
  const filter = feeds[0]?.filter;
  if (mark === undefined)
    return isFiltered(filter) ? { filterPolicy: filterPolicy(filter), filterPolicyScope: "MessageAttributes" } : {};
  const values = [...new Set(marks.map(({ value }) => value))].sort();
  if (mark.where === "body")
    return { filterPolicy: canonicalJson(nested(mark, values)), filterPolicyScope: "MessageBody" };
  const rules = { ...(isFiltered(filter) && attributeRules(filter)), [mark.name]: values };
  return { filterPolicy: canonicalJson(rules), filterPolicyScope: "MessageAttributes" };
}

/** `metadata.type` → `{"metadata": {"type": […]}}`. */
function nested({ name }: Mark, values: readonly string[]): Json {
  return name.split(".").reduceRight<Json>((inner, key) => ({ [key]: inner }), values);
}
