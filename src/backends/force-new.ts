/**
 * Properties that the cloud cannot change, by Pulumi type: a new value deletes the resource and makes it anew, and with
 * an explicit name it is deleted first. From the cloud reference, section 4, P1 (Terraform's ForceNew, read in
 * magic-modules `pubsub/{Topic,Subscription}.yaml` and terraform-provider-aws `internal/service/{sqs,sns,events}`) and,
 * in the latter, `events/archive.go`, `kms/key.go`, `cloudwatch/metric_alarm.go` and `schemas/schema.go`; attachments: what
 * they are attached to. Not looked up, and nothing that carries messages: aliases, registries, alert policies, and whether
 * the type of a Pub/Sub schema can change. Exactly the types that a backend makes are listed; a test holds the table equal
 * to the provider of the embedded stack, which the real engine obeys.
 */
export const FORCE_NEW: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudwatch/eventArchive:EventArchive": ["name", "eventSourceArn"],
  "aws:cloudwatch/eventBus:EventBus": ["name"],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["eventBusName"],
  "aws:cloudwatch/eventRule:EventRule": ["name", "eventBusName"],
  "aws:cloudwatch/eventTarget:EventTarget": ["rule", "eventBusName", "targetId"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name"],
  "aws:iam/role:Role": ["name", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
  "aws:kms/alias:Alias": ["name"],
  "aws:kms/key:Key": ["customerMasterKeySpec", "keyUsage", "multiRegion"],
  "aws:schemas/registry:Registry": ["name"],
  "aws:schemas/schema:Schema": ["name", "registryName"],
  "aws:sns/topic:Topic": ["name", "fifoTopic"],
  "aws:sns/topicPolicy:TopicPolicy": ["arn"],
  "aws:sns/topicSubscription:TopicSubscription": ["topic", "protocol", "endpoint"],
  "aws:sqs/queue:Queue": ["name", "fifoQueue"],
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": ["cryptoKeyId", "role", "member"],
  "gcp:monitoring/alertPolicy:AlertPolicy": ["project"],
  "gcp:projects/service:Service": ["project", "service"],
  "gcp:projects/serviceIdentity:ServiceIdentity": ["project", "service"],
  "gcp:pubsub/schema:Schema": ["name", "project", "type"],
  "gcp:pubsub/subscription:Subscription": ["name", "project", "topic", "filter", "enableMessageOrdering"],
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": ["subscription", "project", "role", "member"],
  "gcp:pubsub/topic:Topic": ["name", "project"],
  "gcp:pubsub/topicIAMMember:TopicIAMMember": ["topic", "project", "role", "member"],
  "gcp:serviceaccount/iAMMember:IAMMember": ["serviceAccountId", "role", "member"],
};

/**
 * Of these changed properties those that force a replacement. For a type that is not listed: all, which is the worst.
 * @param table another one than the clouds', in tests
 */
export function forcingNew(type: string, properties: readonly string[], table = FORCE_NEW): readonly string[] {
  const forcing = table[type];
  return forcing === undefined ? properties : properties.filter((property) => forcing.includes(property));
}
