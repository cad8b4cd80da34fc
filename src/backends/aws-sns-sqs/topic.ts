import type { TopicArgs } from "@pulumi/aws/sns/topic.js";
import type { TopicPolicyArgs } from "@pulumi/aws/sns/topicPolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Topic } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { encryptionKey } from "../aws/encryption-key.ts";
import { providerId } from "../aws/places.ts";
import { tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { topicPolicy } from "./access.ts";
import type { AwsPlace } from "./settings.ts";
import { topicOf } from "./topic-of.ts";

const SECONDS_A_DAY = 86_400;

/**
 * Order and duplicates are a matter of each message group (SNS API Reference, CreateTopic, FifoThroughputScope). A
 * publisher gives the group; two messages of one body within five minutes are one, unless it gives a deduplication id too.
 */
const FIFO = { fifoTopic: true, contentBasedDeduplication: true, fifoThroughputScope: "MessageGroup" } as const;

/**
 * One event: its topic, encrypted with the account's own SNS key unless the place names another, and the topic's only
 * policy. Nothing where the topic exists already.
 */
export function topicResources(input: BackendInput<AwsPlace>, topic: Topic): readonly CloudResource[] {
  const { stack } = input;
  const { event, team, ordered, retired } = topic;
  const place = stack.placeOf(team);
  const provider = providerId(place);
  const { name, arn, existing } = topicOf(input, topic);
  if (existing !== undefined) return [];
  const key = encryptionKey(input, team);
  return [
    {
      type: "aws:sns/topic:Topic",
      id: topic.id,
      name,
      team,
      provider,
      properties: {
        name,
        kmsMasterKeyId: key?.reference ?? "alias/aws/sns",
        ...(ordered && FIFO),
        ...archive(topic),
        tags: tags(stack.labels, { team, event, ...(retired !== undefined && { retired }) }),
      } satisfies Unwrap<TopicArgs>,
      dependsOn: key?.dependsOn ?? [],
      holdsMessages: true,
      ...(retired !== undefined && { retired }),
    },
    {
      type: "aws:sns/topicPolicy:TopicPolicy",
      id: partOf("policy", topic.id),
      name,
      team,
      provider,
      properties: {
        arn,
        policy: topicPolicy(input, topic),
      } satisfies Unwrap<TopicPolicyArgs>,
      dependsOn: [topic.id],
      holdsMessages: false,
      retainOnDelete: true,
      deletedWith: topic.id,
    },
  ];
}

/**
 * Kept for whole days, rounded up, in which the owner of a queue can have them sent again (SNS Developer Guide, "Message
 * archiving for FIFO topic owners"). A topic with an archive cannot be deleted: of one that is going to be, it is emptied.
 */
function archive({ retentionSeconds, retired }: Topic): { readonly archivePolicy?: string } {
  if (retentionSeconds === undefined) return {};
  if (retired === "drain" || retired === "delete") return { archivePolicy: "{}" };
  const days = Math.ceil(retentionSeconds / SECONDS_A_DAY);
  return { archivePolicy: canonicalJson({ MessageRetentionPeriod: String(days) }) };
}
