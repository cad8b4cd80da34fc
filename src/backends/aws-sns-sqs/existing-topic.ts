import { existingQueueSchema } from "../aws/existing-queue.ts";
import { type ExistingSchemas, existingEvent } from "../existing.ts";
import { FIELD_PATH, type Mark, markOf, markSchema } from "../mark.ts";
import type { StackSettings } from "../stack-settings.ts";
import type { AwsPlace } from "./settings.ts";

/** A topic that exists, and what tells the event from others on it. */
export interface ExistingTopic {
  readonly arn: string;
  readonly name: string;
  readonly place: AwsPlace;
  readonly mark?: Mark;
}

/** What the stack file can say of what exists on this cloud. */
export const existingSchemas: ExistingSchemas = {
  queue: existingQueueSchema,
  event: {
    type: "object",
    description: "The SNS topic that exists. It and its policy are not changed; queues are subscribed to it.",
    additionalProperties: false,
    required: ["topic"],
    maxProperties: 2,
    properties: {
      topic: {
        title: "topic",
        type: "string",
        description: "ARN of the SNS topic, for example arn:aws:sns:eu-west-1:111122223333:domain-events.",
        pattern: "^arn:(aws|aws-cn|aws-us-gov):sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?$",
      },
      attribute: markSchema("The message attribute", "^[A-Za-z0-9_.-]{1,256}$"),
      bodyField: markSchema(
        "The field of the message's body, with a dot before what is inside of another,",
        FIELD_PATH,
      ),
    },
  },
};

interface Said {
  readonly topic: string;
  readonly attribute?: Readonly<Record<string, string>>;
  readonly bodyField?: Readonly<Record<string, string>>;
}

/** Undefined for an event whose topic is ours to make. */
export function existingTopic(stack: StackSettings<AwsPlace>, event: string): ExistingTopic | undefined {
  const said = existingEvent(stack, event) as Said | undefined;
  if (said === undefined) return undefined;
  const [, , , region = "", account = "", name = ""] = said.topic.split(":");
  const mark = markOf("attributes", said.attribute) ?? markOf("body", said.bodyField);
  return { arn: said.topic, name, place: { account, region }, ...(mark && { mark }) };
}
