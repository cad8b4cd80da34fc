import type { EventArchiveArgs } from "@pulumi/aws/cloudwatch/eventArchive.js";
import type { EventBusArgs } from "@pulumi/aws/cloudwatch/eventBus.js";
import type { EventBusPolicyArgs } from "@pulumi/aws/cloudwatch/eventBusPolicy.js";
import type { EventRuleArgs } from "@pulumi/aws/cloudwatch/eventRule.js";
import type { EventTargetArgs } from "@pulumi/aws/cloudwatch/eventTarget.js";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type { RoleArgs } from "@pulumi/aws/iam/role.js";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy.js";
import type { AliasArgs } from "@pulumi/aws/kms/alias.js";
import type { KeyArgs } from "@pulumi/aws/kms/key.js";
import type { RegistryArgs } from "@pulumi/aws/schemas/registry.js";
import type { SchemaArgs as EventSchemaArgs } from "@pulumi/aws/schemas/schema.js";
import type { TopicArgs as SnsTopicArgs } from "@pulumi/aws/sns/topic.js";
import type { TopicPolicyArgs } from "@pulumi/aws/sns/topicPolicy.js";
import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription.js";
import type { QueueArgs } from "@pulumi/aws/sqs/queue.js";
import type { CryptoKeyIAMMemberArgs } from "@pulumi/gcp/kms/index.js";
import type { AlertPolicyArgs } from "@pulumi/gcp/monitoring/index.js";
import type { ServiceArgs, ServiceIdentityArgs } from "@pulumi/gcp/projects/index.js";
import type {
  SchemaArgs,
  SubscriptionArgs,
  SubscriptionIAMMemberArgs,
  TopicArgs,
  TopicIAMMemberArgs,
} from "@pulumi/gcp/pubsub/index.js";
import type { IAMMemberArgs } from "@pulumi/gcp/serviceaccount/index.js";
import type { Unwrap } from "@pulumi/pulumi";

/** The properties of every type of resource that a backend makes, as plain values, in the words of the Pulumi SDKs. */
export interface ResourceProperties {
  "aws:cloudwatch/eventArchive:EventArchive": Unwrap<EventArchiveArgs>;
  "aws:cloudwatch/eventBus:EventBus": Unwrap<EventBusArgs>;
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": Unwrap<EventBusPolicyArgs>;
  "aws:cloudwatch/eventRule:EventRule": Unwrap<EventRuleArgs>;
  "aws:cloudwatch/eventTarget:EventTarget": Unwrap<EventTargetArgs>;
  "aws:cloudwatch/metricAlarm:MetricAlarm": Unwrap<MetricAlarmArgs>;
  "aws:iam/role:Role": Unwrap<RoleArgs>;
  "aws:iam/rolePolicy:RolePolicy": Unwrap<RolePolicyArgs>;
  "aws:kms/alias:Alias": Omit<Unwrap<AliasArgs>, "targetKeyId">;
  "aws:kms/key:Key": Unwrap<KeyArgs>;
  "aws:schemas/registry:Registry": Unwrap<RegistryArgs>;
  "aws:schemas/schema:Schema": Unwrap<EventSchemaArgs>;
  "aws:sns/topic:Topic": Unwrap<SnsTopicArgs>;
  "aws:sns/topicPolicy:TopicPolicy": Unwrap<TopicPolicyArgs>;
  "aws:sns/topicSubscription:TopicSubscription": Unwrap<TopicSubscriptionArgs>;
  "aws:sqs/queue:Queue": Unwrap<QueueArgs>;
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": Unwrap<CryptoKeyIAMMemberArgs>;
  "gcp:monitoring/alertPolicy:AlertPolicy": Unwrap<AlertPolicyArgs>;
  "gcp:projects/service:Service": Unwrap<ServiceArgs>;
  "gcp:projects/serviceIdentity:ServiceIdentity": Unwrap<ServiceIdentityArgs>;
  "gcp:pubsub/schema:Schema": Unwrap<SchemaArgs>;
  "gcp:pubsub/subscription:Subscription": Unwrap<SubscriptionArgs>;
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": Unwrap<SubscriptionIAMMemberArgs>;
  "gcp:pubsub/topic:Topic": Unwrap<TopicArgs>;
  "gcp:pubsub/topicIAMMember:TopicIAMMember": Unwrap<TopicIAMMemberArgs>;
  "gcp:serviceaccount/iAMMember:IAMMember": Unwrap<IAMMemberArgs>;
}
