import type { Subscription } from "../../desired-state/desired-state.ts";
import { existingQueue } from "../existing.ts";
import type { StackSettings } from "../stack-settings.ts";
import { queueUrl } from "./arn.ts";
import type { AwsPlace } from "./place.ts";
import type { NamedQueue } from "./queue-names.ts";

const QUEUE_ARN = {
  title: "queue",
  type: "string",
  description: "ARN of the SQS queue, for example arn:aws:sqs:eu-west-1:111122223333:orders.",
  pattern: "^arn:(aws|aws-cn|aws-us-gov):sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}(\\.fifo)?$",
} as const;

/** JSON Schema of a queue that exists, in the account and region of its team. */
export const existingQueueSchema = {
  type: "object",
  description: "The SQS queue that exists. It and its policy are not changed; what leads to it is made.",
  additionalProperties: false,
  required: ["queue"],
  properties: {
    queue: QUEUE_ARN,
    deadLetter: {
      ...QUEUE_ARN,
      description: "ARN of its dead-letter queue, which the team's consumers may then read.",
    },
  },
} as const;

export interface ExistingQueues {
  readonly main: NamedQueue;
  readonly deadLetter?: NamedQueue;
}

/** The queue that the stack says to exist; undefined for one that is ours to make. */
export function existingQueues(
  stack: StackSettings<AwsPlace>,
  subscription: Pick<Subscription, "team" | "queue">,
): ExistingQueues | undefined {
  const said = existingQueue(stack, subscription) as
    | { readonly queue: string; readonly deadLetter?: string }
    | undefined;
  if (said === undefined) return undefined;
  return {
    main: namedByArn(said.queue),
    ...(said.deadLetter !== undefined && { deadLetter: namedByArn(said.deadLetter) }),
  };
}

function namedByArn(arn: string): NamedQueue {
  const [, , , region = "", account = "", name = ""] = arn.split(":");
  return {
    name,
    arn,
    url: queueUrl({ account, region }, name),
    ...(name.endsWith(".fifo") && { fifo: true as const }),
  };
}
