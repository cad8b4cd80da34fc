import type { Feed, Filter, Subscription } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { type ExistingSchemas, existingEvent, existingQueue } from "../existing.ts";
import { FIELD_PATH, type Mark, markOf, markSchema } from "../mark.ts";
import type { StackSettings } from "../stack-settings.ts";
import type { GcpPlace } from "./settings.ts";

/** Topic.name and Subscription.name in google/pubsub/v1. */
const NAME = "[A-Za-z][A-Za-z0-9._~+%-]{2,254}";
const PROJECT = "[a-z0-9.:-]+";

const SUBSCRIPTION = {
  title: "subscription",
  type: "string",
  description: "Full name of the Pub/Sub subscription, for example projects/crm-events/subscriptions/orders.",
  pattern: `^projects/${PROJECT}/subscriptions/${NAME}$`,
} as const;

/** What the stack file can say of what exists on this cloud. */
export const existingSchemas: ExistingSchemas = {
  event: {
    type: "object",
    description: "The Pub/Sub topic that exists. It is not changed; subscriptions are attached to it.",
    additionalProperties: false,
    required: ["topic"],
    properties: {
      topic: {
        title: "topic",
        type: "string",
        description: "Full name of the Pub/Sub topic, for example projects/crm-events/topics/domain-events.",
        pattern: `^projects/${PROJECT}/topics/${NAME}$`,
      },
      attribute: markSchema("The message attribute", "^[^\\u0000-\\u001f]{1,256}$"),
      bodyField: markSchema("Not on Pub/Sub: the field of the message's body", FIELD_PATH),
    },
  },
  queue: {
    type: "object",
    description:
      "The Pub/Sub subscriptions of the queue that exist, one for each event. They are not changed; the team's consumers may read them.",
    additionalProperties: false,
    required: ["subscriptions"],
    properties: {
      subscriptions: {
        type: "object",
        description: "By event of the queue, its subscription.",
        minProperties: 1,
        additionalProperties: SUBSCRIPTION,
      },
      deadLetter: {
        ...SUBSCRIPTION,
        description:
          "Full name of the subscription that keeps its dead letters, which the team's consumers may then read.",
      },
    },
  },
};

/** A topic that exists, and what tells the event from others on it. */
export interface ExistingTopic {
  readonly path: string;
  readonly project: string;
  readonly name: string;
  readonly mark?: Mark;
}

interface SaidOfEvent {
  readonly topic: string;
  readonly attribute?: Readonly<Record<string, string>>;
  readonly bodyField?: Readonly<Record<string, string>>;
}

/** Undefined for an event whose topic is ours to make. */
export function existingTopic(stack: StackSettings<GcpPlace>, event: string): ExistingTopic | undefined {
  const said = existingEvent(stack, event) as SaidOfEvent | undefined;
  if (said === undefined) return undefined;
  const mark = markOf("attributes", said.attribute) ?? markOf("body", said.bodyField);
  return { path: said.topic, ...partsOf(said.topic), ...(mark && { mark }) };
}

/** The subscriptions of a queue that exist. */
export interface ExistingSubscriptions {
  /** By event. */
  readonly of: Readonly<Record<string, string>>;
  readonly deadLetter?: string;
}

/** Undefined for a queue that is ours to make. */
export function existingSubscriptions(
  stack: StackSettings<GcpPlace>,
  queue: Pick<Subscription, "team" | "queue">,
): ExistingSubscriptions | undefined {
  const said = existingQueue(stack, queue) as
    | { readonly subscriptions: Readonly<Record<string, string>>; readonly deadLetter?: string }
    | undefined;
  return said && { of: said.subscriptions, ...(said.deadLetter !== undefined && { deadLetter: said.deadLetter }) };
}

/** The subscription that exists for one event of a queue. */
export function existingFeed({ of }: ExistingSubscriptions, { event }: Pick<Feed, "event">): string | undefined {
  return Object.hasOwn(of, event) ? of[event] : undefined;
}

/** The filter of a feed, with what tells its event from others on a topic that exists. */
export function feedFilter(stack: StackSettings<GcpPlace>, { event, filter }: Feed): Filter | undefined {
  const mark = existingTopic(stack, event)?.mark;
  return mark === undefined ? filter : { ...filter, [mark.name]: [mark.value] };
}

/**
 * Id of something that exists, by its full name, for what is attached to it: several events can share it, and a grant that
 * was there twice would take the other along when one goes.
 */
export function existingId(path: string): string {
  return id("existing", path.replaceAll("/", "~"));
}

/** `projects/P/topics/T` → P and T. */
export function partsOf(path: string): { readonly project: string; readonly name: string } {
  const [, project = "", , name = ""] = path.split("/");
  return { project, name };
}
