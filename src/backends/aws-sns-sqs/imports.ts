import type { ImportForms } from "../adoption.ts";
import { sharedImports } from "../aws/imports.ts";
import type { AwsPlace } from "./settings.ts";
import { TOPIC } from "./topic-of.ts";

/** By which ids Pulumi imports what this backend makes (@pulumi/aws, section "Import" of each resource). */
export const imports: ImportForms<AwsPlace> = {
  ...sharedImports,
  "aws:sns/topic:Topic": TOPIC,
  "aws:sns/topicPolicy:TopicPolicy": {
    pattern: TOPIC.pattern,
    example: TOPIC.example,
    idOf: ({ arn }) => String(arn),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    pattern: /^arn:(aws|aws-cn|aws-us-gov):sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+(\.fifo)?:[0-9a-f-]+$/,
    example: "arn:aws:sns:eu-west-1:111122223333:orders:8a21d249-4329-4871-acc6-7be709c6ea7f",
    beginsWith: ({ topic }) => `${topic}:`,
  },
};
