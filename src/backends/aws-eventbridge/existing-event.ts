import { existingQueueSchema } from "../aws/existing-queue.ts";
import { type ExistingSchemas, existingEvent as saidOf } from "../existing.ts";
import { FIELD_PATH, type Mark, markOf, markSchema } from "../mark.ts";
import type { StackSettings } from "../stack-settings.ts";
import type { AwsPlace } from "./settings.ts";

/** An event that is put on a bus that exists. */
export interface ExistingEvent {
  readonly busArn: string;
  readonly bus: string;
  /** Account and region of the bus. */
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly detailType: string;
  /** What else tells the event from others: a field of its detail. */
  readonly mark?: Mark;
}

/** What the stack file can say of what exists on this cloud. */
export const existingSchemas: ExistingSchemas = {
  queue: existingQueueSchema,
  event: {
    type: "object",
    description: "The event on an event bus that exists. The bus and its policy are not changed; rules are put on it.",
    additionalProperties: false,
    required: ["eventBus", "source", "detailType"],
    properties: {
      eventBus: {
        title: "event bus",
        type: "string",
        description: "ARN of the event bus, for example arn:aws:events:eu-west-1:111122223333:event-bus/central.",
        pattern: "^arn:(aws|aws-cn|aws-us-gov):events:[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9._-]{1,256}$",
      },
      source: {
        title: "source",
        type: "string",
        description: "Source of the event, for example com.example.orders.",
        pattern: "^.{1,256}$",
      },
      detailType: {
        title: "detail-type",
        type: "string",
        description: "Detail-type of the event, for example CustomerCreated.",
        pattern: "^.{1,128}$",
      },
      bodyField: markSchema("The field of the detail, with a dot before what is inside of another,", FIELD_PATH),
    },
  },
};

interface Said {
  readonly eventBus: string;
  readonly source: string;
  readonly detailType: string;
  readonly bodyField?: Readonly<Record<string, string>>;
}

/** Undefined for an event that is published on its owner's own bus. */
export function existingEvent(stack: StackSettings<AwsPlace>, event: string): ExistingEvent | undefined {
  const said = saidOf(stack, event) as Said | undefined;
  if (said === undefined) return undefined;
  const { eventBus, source, detailType, bodyField } = said;
  const [, , , region = "", account = "", resource = ""] = eventBus.split(":");
  const mark = markOf("body", bodyField);
  const bus = resource.replace("event-bus/", "");
  return { busArn: eventBus, bus, account, region, source, detailType, ...(mark && { mark }) };
}
