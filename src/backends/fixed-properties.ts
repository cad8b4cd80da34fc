import type { ResourceProperties } from "./resource-properties.ts";

type Fixed = { readonly [Type in keyof ResourceProperties]: readonly (keyof ResourceProperties[Type])[] };

/**
 * Properties that no transform may change, by Pulumi type: names, what a resource is attached to and where it stands, since
 * policies, addresses and manifests are computed from them; and whom a grant is for, since its id says that.
 */
const PROPERTIES: Fixed = {
  "aws:cloudwatch/eventArchive:EventArchive": ["name", "eventSourceArn"],
  "aws:cloudwatch/eventBus:EventBus": ["name"],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["eventBusName"],
  "aws:cloudwatch/eventRule:EventRule": ["name", "namePrefix", "eventBusName"],
  "aws:cloudwatch/eventTarget:EventTarget": ["rule", "eventBusName", "targetId", "arn"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name"],
  "aws:iam/role:Role": ["name", "namePrefix", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
  "aws:kms/alias:Alias": ["name", "namePrefix"],
  "aws:kms/key:Key": [],
  "aws:schemas/registry:Registry": ["name"],
  "aws:schemas/schema:Schema": ["name", "registryName"],
  "aws:sns/topic:Topic": ["name", "namePrefix", "fifoTopic"],
  "aws:sns/topicPolicy:TopicPolicy": ["arn"],
  "aws:sns/topicSubscription:TopicSubscription": ["topic", "protocol", "endpoint"],
  "aws:sqs/queue:Queue": ["name", "namePrefix", "fifoQueue"],
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": ["cryptoKeyId", "role", "member"],
  "gcp:monitoring/alertPolicy:AlertPolicy": ["project"],
  "gcp:projects/service:Service": ["project", "service"],
  "gcp:projects/serviceIdentity:ServiceIdentity": ["project", "service"],
  "gcp:pubsub/schema:Schema": ["name", "project"],
  "gcp:pubsub/subscription:Subscription": ["name", "project", "topic"],
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": ["subscription", "project", "role", "member"],
  "gcp:pubsub/topic:Topic": ["name", "project"],
  "gcp:pubsub/topicIAMMember:TopicIAMMember": ["topic", "project", "role", "member"],
  "gcp:serviceaccount/iAMMember:IAMMember": ["serviceAccountId", "role", "member"],
};

export const FIXED: Readonly<Record<string, readonly string[]>> = PROPERTIES;
