import type { TopicArgs } from "@pulumi/aws/sns/topic.js";
import type { TopicPolicyArgs } from "@pulumi/aws/sns/topicPolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Topic } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { providerId } from "../aws/places.ts";
import { tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { topicPolicy } from "./access.ts";
import { topicArn, topicName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/** One event: its topic, encrypted with the account's own SNS key, and the topic's only policy. */
export function topicResources(input: BackendInput<AwsPlace>, topic: Topic): readonly CloudResource[] {
  const { desired, stack } = input;
  const { event, team } = topic;
  const place = stack.placeOf(team);
  const provider = providerId(place);
  const name = topicName(desired.organization, event);
  return [
    {
      type: "aws:sns/topic:Topic",
      id: topic.id,
      name,
      team,
      provider,
      properties: {
        name,
        kmsMasterKeyId: "alias/aws/sns",
        tags: tags(stack.labels, { team, event }),
      } satisfies Unwrap<TopicArgs>,
      dependsOn: [],
      holdsMessages: true,
    },
    {
      type: "aws:sns/topicPolicy:TopicPolicy",
      id: partOf("policy", topic.id),
      name,
      team,
      provider,
      properties: {
        arn: topicArn(place, desired.organization, event),
        policy: topicPolicy(input, topic),
      } satisfies Unwrap<TopicPolicyArgs>,
      dependsOn: [topic.id],
      holdsMessages: false,
      retainOnDelete: true,
      deletedWith: topic.id,
    },
  ];
}
