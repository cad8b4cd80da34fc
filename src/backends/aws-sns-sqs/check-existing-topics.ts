import type { Feed, Subscription, Topic } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { isFiltered } from "../aws/filter.ts";
import { isSameAccount } from "../aws/places.ts";
import type { Statement } from "../aws/policy-document.ts";
import { rolesOf } from "../aws/role.ts";
import { spanOf } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";
import { canonicalJson } from "../cloud-resource.ts";
import { spanOfExisting } from "../existing.ts";
import { type Carried, checkMarks } from "../mark.ts";
import { principalsOf } from "../missing-principal.ts";
import { allowOwner, allowSubscribersOf } from "./access.ts";
import { type ExistingTopic, existingTopic } from "./existing-topic.ts";
import { snsFilterProblem } from "./filter-policy.ts";
import { byHub, type HubFeeds } from "./hub.ts";
import type { AwsPlace } from "./settings.ts";

/** What can be wrong with topics that exist, and what their policies have to say for what leads to and from them. */
export function checkExistingTopics(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const found = foundTopics(input);
  if (found.length === 0) return [];
  return [
    ...checkMarks(found.map(carried)),
    ...found.flatMap(kindDiffers),
    ...subscribed(input).flatMap((use) => [...regionDiffers(input, use), ...filterProblems(input, use)]),
    ...policies(input, found),
  ];
}

interface Found {
  readonly topic: Topic;
  readonly existing: ExistingTopic;
  readonly span: Diagnostic["span"];
}

function foundTopics({ desired, stack }: BackendInput<AwsPlace>): readonly Found[] {
  return desired.topics.flatMap((topic) => {
    const existing = existingTopic(stack, topic.event);
    return existing === undefined ? [] : [{ topic, existing, span: spanOfExisting(stack, "events", topic.event) }];
  });
}

function carried({ topic: { event }, existing: { arn, mark }, span }: Found): Carried {
  return { event, by: arn, mark, span };
}

function kindDiffers({ topic: { event, ordered }, existing: { arn, name }, span }: Found): readonly Diagnostic[] {
  const isFifo = name.endsWith(".fifo");
  if (isFifo === (ordered === true)) return [];
  const message = isFifo
    ? `the topic ${arn} is a FIFO topic, and ${event} is not ordered; add "ordered: true" to it in the topology`
    : `${event} is ordered, and the topic ${arn} is no FIFO topic; name one whose name ends in .fifo, or remove ordered`;
  return [{ code: "existing-topic-differs", severity: "error", message, span }];
}

/** A queue that is fed from a topic that exists. */
interface Use extends HubFeeds {
  readonly subscription: Subscription;
  readonly feed: Feed;
}

function subscribed(input: BackendInput<AwsPlace>): readonly Use[] {
  return input.desired.subscriptions.flatMap((subscription) => {
    const live = subscription.feeds.filter(({ retired }) => retired === undefined);
    return byHub(input, live).hubs.flatMap((hub) => {
      const [feed] = hub.feeds;
      return feed === undefined ? [] : [{ ...hub, subscription, feed }];
    });
  });
}

/** As for topics of ours: `checkRegions`. */
function regionDiffers(input: BackendInput<AwsPlace>, { subscription, topic, feed }: Use): readonly Diagnostic[] {
  const { team, queue } = subscription;
  const { region } = input.stack.placeOf(team);
  if (topic.place.region === region) return [];
  const message = `${team}/${queue} is in ${region} and the topic ${topic.arn} of ${feed.event} in ${topic.place.region}; events do not go from one region to another: place the team in the region of the topic, with event-topology:teams.${team}.aws.region`;
  return [
    { code: "region-differs", severity: "error", message, span: spanOfExisting(input.stack, "events", feed.event) },
  ];
}

/** An SNS subscription has one filter, on attributes or on the body (SNS API Reference, Subscribe, FilterPolicyScope). */
function filterProblems(
  input: BackendInput<AwsPlace>,
  { subscription, topic, feed, feeds }: Use,
): readonly Diagnostic[] {
  const { filter } = feed;
  const mark = topic.mark;
  if (mark === undefined || !isFiltered(filter)) return [];
  const name = mark.name;
  const values = feeds.flatMap(({ event }) => existingTopic(input.stack, event)?.mark?.value ?? []);
  const problem =
    mark.where === "body"
      ? `looks at attributes, while ${feed.event} is told apart by the field ${name} of the body; SNS filters by one of both (Subscribe, FilterPolicyScope): remove the filter, or tell the event apart by an attribute`
      : Object.hasOwn(filter, name)
        ? `names ${name}, by which ${feed.event} is told apart from others on its topic; remove it from the filter`
        : snsFilterProblem({ ...filter, [name]: values });
  if (problem === undefined) return [];
  const { id, team, queue } = subscription;
  return [
    {
      code: "filter-not-supported",
      severity: "error",
      message: `the filter of ${team}/${queue} on ${feed.event} ${problem}`,
      span: input.origins.get(feed.id) ?? spanOf(input, id, team),
    },
  ];
}

/**
 * Within one account the policies of roles let publish and subscribe, unless the topic's own policy denies it. From another
 * account both sides have to allow: a warning for each topic that has to let somebody in, with the statements for it.
 */
function policies(input: BackendInput<AwsPlace>, found: readonly Found[]): readonly Diagnostic[] {
  const { desired, stack } = input;
  const arns = [...new Set(found.map(({ existing }) => existing.arn))];
  return arns.flatMap((arn): readonly Diagnostic[] => {
    const events = found.filter(({ existing }) => existing.arn === arn);
    const [first] = events;
    if (first === undefined) return [];
    const { place } = first.existing;
    const ids = events.map(({ topic }) => topic.id);
    const owners = [...new Set(events.filter(({ topic }) => !topic.retired).map(({ topic }) => topic.team))];
    const subscribers = desired.subscriptions.filter(({ feeds }) => feeds.some(({ topic }) => ids.includes(topic)));
    const accounts = new Map(
      subscribers
        .map(({ team }) => stack.placeOf(team))
        .filter((other) => !isSameAccount(other, place))
        .map((other) => [other.account, other]),
    );
    const statements: readonly Statement[] = [
      ...owners
        .filter((team) => !isSameAccount(stack.placeOf(team), place))
        .flatMap((team, index) => {
          const roles = rolesOf(principalsOf(stack, team).publishers);
          const sid = index === 0 ? "AllowOwner" : `AllowOwner${index + 1}`;
          return roles.length === 0
            ? []
            : [{ ...allowOwner(stack.placeOf(team), "sns:Publish", arn, roles), Sid: sid }];
        }),
      ...allowSubscribersOf(place, arn, [...accounts.values()]),
    ];
    if (statements.length === 0) return [];
    return [
      {
        code: "topic-policy-not-managed",
        severity: "warning",
        message: `the topic ${arn} is not ours to change; make sure that its policy has this, or it cannot be used from other accounts: ${canonicalJson(statements)}`,
        span: first.span,
      },
    ];
  });
}
