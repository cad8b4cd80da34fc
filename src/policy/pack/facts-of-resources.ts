import type { BackendFact, EventFact, Fact, FeedFact, QueueFact, TeamFact } from "../fact.ts";
import { mapAt, type StackResource, textsOf } from "./stack-resource.ts";

/**
 * What the resources of a stack say of a topology: read from their logical names, which are ids of ours, and from their
 * properties; `at` is the URN. Resources of other programs say nothing.
 */
export function factsOfResources(resources: readonly StackResource[]): readonly Fact[] {
  const found = resources.flatMap(factsOf);
  const owners = new Map(found.flatMap((fact) => (fact.kind === "event" ? [[fact.event, fact.team] as const] : [])));
  const owned = found.map((fact) => {
    const owner = fact.kind === "feed" ? (fact.owner ?? owners.get(fact.event)) : undefined;
    return owner === undefined ? fact : { ...fact, owner };
  });
  return [...teamsOf(found), ...backendsOf(resources), ...owned];
}

type Found = EventFact | QueueFact | FeedFact;

function factsOf(resource: StackResource): readonly Found[] {
  switch (resource.type) {
    case "gcp:pubsub/topic:Topic":
    case "aws:sns/topic:Topic":
      return topic(resource);
    case "gcp:pubsub/subscription:Subscription":
      return pubsubSubscription(resource);
    case "aws:sqs/queue:Queue":
      return sqsQueue(resource);
    case "aws:sns/topicSubscription:TopicSubscription":
      return snsSubscription(resource);
    case "aws:cloudwatch/eventBusPolicy:EventBusPolicy":
      return eventBusPolicy(resource);
    case "aws:cloudwatch/eventRule:EventRule":
      return eventRule(resource);
    default:
      return [];
  }
}

function topic(resource: StackResource): readonly Found[] {
  const [event] = pathOf(resource, "topic") ?? [];
  const team = mapAt(resource, "tags")["event-topology:team"] ?? mapAt(resource, "labels")["team"];
  return event === undefined || typeof team !== "string" ? [] : [{ kind: "event", at: resource.urn, team, event }];
}

function pubsubSubscription(resource: StackResource): readonly Found[] {
  const [team, queue, event] = pathOf(resource, "feed") ?? [];
  if (team === undefined || queue === undefined || event === undefined) return [];
  const { urn: at, props } = resource;
  const seconds = /^(\d+)(?:\.0+)?s$/.exec(String(props["messageRetentionDuration"]))?.[1];
  return [
    {
      kind: "queue",
      at,
      team,
      queue,
      ...(seconds !== undefined && { retentionSeconds: Number(seconds) }),
      ...number("ackDeadlineSeconds", props["ackDeadlineSeconds"]),
      ...number("maxDeliveryAttempts", mapAt(resource, "deadLetterPolicy")["maxDeliveryAttempts"]),
    },
    { kind: "feed", at, team, queue, event, filtered: isSaid(props["filter"]) },
  ];
}

function sqsQueue(resource: StackResource): readonly Found[] {
  const [team, queue] = pathOf(resource, "subscription") ?? [];
  if (team === undefined || queue === undefined) return [];
  const { urn: at, props } = resource;
  return [
    {
      kind: "queue",
      at,
      team,
      queue,
      ...number("retentionSeconds", props["messageRetentionSeconds"]),
      ...number("ackDeadlineSeconds", props["visibilityTimeoutSeconds"]),
      ...number("maxDeliveryAttempts", mapAt(resource, "redrivePolicy")["maxReceiveCount"]),
    },
  ];
}

function snsSubscription(resource: StackResource): readonly Found[] {
  const [team, queue, event] = pathOf(resource, "feed") ?? [];
  if (team === undefined || queue === undefined || event === undefined) return [];
  const filtered = isSaid(resource.props["filterPolicy"]);
  return [{ kind: "feed", at: resource.urn, team, queue, event, filtered }];
}

/** The owner may publish these events on its bus. */
function eventBusPolicy(resource: StackResource): readonly Found[] {
  const [prefix, team] = /^policy:(event-bus):([^/:]+)$/.exec(resource.name)?.slice(1) ?? [];
  const statements: unknown = mapAt(resource, "policy")["Statement"];
  if (prefix === undefined || team === undefined || !Array.isArray(statements)) return [];
  const events = statements.flatMap((statement) =>
    Object(statement).Effect === "Allow"
      ? Object.values(Object(Object(statement).Condition)).flatMap((keys) =>
          textsOf(Object(keys)["events:detail-type"]),
        )
      : [],
  );
  return [...new Set(events)].map((event) => ({ kind: "event", at: resource.urn, team, event }));
}

function eventRule(resource: StackResource): readonly Found[] {
  const [team, queue, owner] = pathOf(resource, "rule") ?? [];
  if (team === undefined || queue === undefined || owner === undefined) return [];
  const pattern = mapAt(resource, "eventPattern");
  const filtered = isSaid(pattern["detail"]);
  return textsOf(pattern["detail-type"]).map((event) => ({
    kind: "feed",
    at: resource.urn,
    team,
    queue,
    event,
    owner,
    filtered,
  }));
}

function teamsOf(facts: readonly Found[]): readonly TeamFact[] {
  const first = new Map<string, TeamFact>();
  for (const { team, at } of facts) if (!first.has(team)) first.set(team, { kind: "team", at, team });
  return [...first.values()];
}

/** What only one backend makes. */
const SIGN: Readonly<Record<string, string>> = {
  "gcp:pubsub/topic:Topic": "gcp-pubsub",
  "aws:sns/topic:Topic": "aws-sns-sqs",
  "aws:cloudwatch/eventBus:EventBus": "aws-eventbridge",
};

function backendsOf(resources: readonly StackResource[]): readonly BackendFact[] {
  const first = new Map<string, BackendFact>();
  for (const { type, name, urn } of resources) {
    const backend = /^(topic|event-bus):/.test(name) ? SIGN[type] : undefined;
    if (backend !== undefined && !first.has(backend)) first.set(backend, { kind: "backend", at: urn, backend });
  }
  return [...first.values()];
}

/** `feed:sales/A/B` is the path sales, A, B of the kind feed; undefined for another kind. */
function pathOf({ name }: StackResource, kind: string): readonly string[] | undefined {
  return name.startsWith(`${kind}:`) ? name.slice(kind.length + 1).split("/") : undefined;
}

function number<Key extends string>(key: Key, value: unknown): { readonly [K in Key]?: number } {
  return (typeof value === "number" ? { [key]: value } : {}) as { readonly [K in Key]?: number };
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
