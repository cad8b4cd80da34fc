import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { spanOfExisting } from "../existing.ts";
import { checkMarks } from "../mark.ts";
import { principalsOf } from "../missing-principal.ts";
import { placeIn } from "./addresses.ts";
import { type ExistingTopic, existingTopic } from "./existing.ts";
import { deployerOf, type GcpPlace } from "./settings.ts";

/** What can be wrong with topics that exist, and the grants on them that nobody here can make. */
export function checkExistingTopics(input: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  const found = desired.topics.flatMap((topic): Found[] => {
    const existing = existingTopic(stack, topic.event);
    const span = spanOfExisting(stack, "events", topic.event);
    return existing === undefined ? [] : [{ event: topic.event, team: topic.team, existing, span }];
  });
  return [
    ...checkMarks(found.map(({ event, existing: { path, mark }, span }) => ({ event, by: path, mark, span }))),
    ...found.flatMap(inTheBody),
    ...filterTwice(input),
    ...ungranted(input, found),
  ];
}

interface Found {
  readonly event: string;
  readonly team: string;
  readonly existing: ExistingTopic;
  readonly span: Diagnostic["span"];
}

/** cloud.google.com/pubsub/docs/subscription-message-filter: a filter sees attributes alone. */
function inTheBody({ event, existing: { mark }, span }: Found): readonly Diagnostic[] {
  if (mark?.where !== "body") return [];
  const message = `${event} is told apart by the field ${mark.name} of the body, and Pub/Sub filters by attributes alone (cloud.google.com/pubsub/docs/subscription-message-filter); publish it as an attribute too, and name that`;
  return [{ code: "body-field-not-supported", severity: "error", message, span }];
}

function filterTwice({ desired, origins, stack }: BackendInput<GcpPlace>): readonly Diagnostic[] {
  return desired.subscriptions.flatMap((queue) =>
    queue.feeds.flatMap((feed) => {
      const mark = existingTopic(stack, feed.event)?.mark;
      if (mark === undefined || !Object.hasOwn(feed.filter ?? {}, mark.name)) return [];
      return [
        {
          code: "filter-not-supported",
          severity: "error" as const,
          message: `the filter of ${queue.team}/${queue.queue} on ${feed.event} names ${mark.name}, by which ${feed.event} is told apart from others on its topic; remove it from the filter`,
          span: origins.get(feed.id) ?? origins.get(queue.id) ?? stack.spanOf([]),
        },
      ];
    }),
  );
}

/** In a project where no team is placed nothing is granted: one warning for each topic there, with the commands. */
function ungranted(input: BackendInput<GcpPlace>, found: readonly Found[]): readonly Diagnostic[] {
  const { desired, stack } = input;
  return [...new Set(found.map(({ existing }) => existing.path))].flatMap((path): readonly Diagnostic[] => {
    const events = found.filter(({ existing }) => existing.path === path);
    const [first] = events;
    if (first === undefined || placeIn(input, first.existing.project) !== undefined) return [];
    const names = events.map(({ event }) => event);
    const publishers = events.flatMap(({ team }) => principalsOf(stack, team).publishers);
    const subscribing = desired.subscriptions.filter(({ feeds }) => feeds.some(({ event }) => names.includes(event)));
    const deployers = subscribing.map(({ team }) => deployerOf(stack.placeOf(team)) ?? "whoever deploys this stack");
    const grants = [
      ...[...new Set(publishers)].sort().map((member) => `roles/pubsub.publisher to ${member}`),
      ...[...new Set(deployers)]
        .sort()
        .map((member) => `roles/pubsub.subscriber to ${member}, to attach subscriptions`),
    ];
    if (grants.length === 0) return [];
    return [
      {
        code: "topic-policy-not-managed",
        severity: "warning",
        message: `the topic ${path} stands in a project where no team is placed, so that nothing is granted on it; make sure that its owner has granted ${grants.join(", and ")}`,
        span: first.span,
      },
    ];
  });
}
