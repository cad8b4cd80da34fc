import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import { awsProvider, sharedConstructors } from "../aws/deploy.ts";
import type { Deployer } from "../backend.ts";
import type { AwsPlace } from "./settings.ts";

export const deployer: Deployer<AwsPlace> = {
  provider: awsProvider,
  constructors: {
    ...sharedConstructors,
    "aws:sns/topic:Topic": Topic,
    "aws:sns/topicPolicy:TopicPolicy": TopicPolicy,
    "aws:sns/topicSubscription:TopicSubscription": TopicSubscription,
  },
};
