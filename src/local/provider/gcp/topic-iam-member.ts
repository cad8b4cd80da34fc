import { iamMember } from "./iam-member.ts";

export const topicIamMember = iamMember("gcp:pubsub/topicIAMMember:TopicIAMMember", "topic", "topics");
