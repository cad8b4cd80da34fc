import type { Feed, Topic } from "../../desired-state/desired-state.ts";
import { adoptedName, type ImportForm } from "../adoption.ts";
import { arn } from "../aws/arn.ts";
import { fifoProblem } from "../aws/imports.ts";
import type { BackendInput } from "../backend.ts";
import { type ExistingTopic, existingTopic } from "./existing-topic.ts";
import { topicName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/** A topic is imported by its ARN. */
export const TOPIC = {
  pattern: /^arn:(aws|aws-cn|aws-us-gov):sns:[a-z0-9-]+:\d{12}:(?<name>[A-Za-z0-9_-]{1,256}(\.fifo)?)$/,
  example: "arn:aws:sns:eu-west-1:111122223333:orders",
  idOf: ({ name }, place) => arn(place, "sns", String(name)),
  problem: (importId, { fifoTopic }) => fifoProblem(importId, fifoTopic === true),
} satisfies ImportForm<AwsPlace>;

/** The topic of an event in this stack: made, adopted under the name it has, or existing. */
export interface TopicOf {
  readonly name: string;
  readonly arn: string;
  /** Its account and region; the owner's, unless it exists already. */
  readonly place: AwsPlace;
  /** It is not ours to change. */
  readonly existing?: ExistingTopic;
}

/** @param input the desired state and the stack alone */
export function topicOf(
  { desired, stack }: Pick<BackendInput<AwsPlace>, "desired" | "stack">,
  { id, event, team }: Pick<Topic, "id" | "event" | "team">,
): TopicOf {
  const existing = existingTopic(stack, event);
  if (existing !== undefined) return { name: existing.name, arn: existing.arn, place: existing.place, existing };
  const place = stack.placeOf(team);
  const name = adoptedName(stack, id, TOPIC) ?? topicName(desired, { id, event });
  return { name, arn: arn(place, "sns", name), place };
}

/** The topic that a queue is fed from. */
export function topicOfFeed(
  input: Pick<BackendInput<AwsPlace>, "desired" | "stack">,
  { topic, event, owner }: Pick<Feed, "topic" | "event" | "owner">,
): TopicOf {
  return topicOf(input, { id: topic, event, team: owner });
}
