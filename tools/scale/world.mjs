/**
 * What the simulation knows of the clouds. Calls are those that a create makes and that the service counts; seconds are
 * what the provider waits before it says that a resource stands. `unverified` is what nobody has seen in a vendor's page;
 * a service that publishes no rate has none here, so that the simulation never makes a limit up.
 */

/** Five pauses of 5 s between the six equal answers that `waitQueueAttributesPropagated` wants. */
const SETTLED = 25;
/** A call and its answer; a guess that matters little beside the rest. */
const CALL = 0.3;

export const costs = {
  // hashicorp/terraform-provider-aws internal/service/sqs/queue.go: resourceQueueCreate sends all attributes with one
  // CreateQueue, the policies among them, and waits once for all of them; ContinuousTargetOccurence 6, MinTimeout 5 s. Seen
  // as "more than 25 seconds" in its issue 27393.
  "aws:sqs/queue:Queue": { service: "sqs", calls: 7, seconds: SETTLED },
  "aws:sns/topic:Topic": { service: "sns", calls: 1, seconds: CALL },
  "aws:sns/topicPolicy:TopicPolicy": { service: "sns", calls: 1, seconds: CALL },
  "aws:sns/topicSubscription:TopicSubscription": { service: "sns subscribe", calls: 1, seconds: CALL },
  "aws:cloudwatch/eventBus:EventBus": { service: "eventbridge", calls: 2, seconds: CALL },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { service: "eventbridge", calls: 2, seconds: CALL },
  "aws:cloudwatch/eventRule:EventRule": { service: "eventbridge", calls: 2, seconds: CALL },
  "aws:cloudwatch/eventTarget:EventTarget": { service: "eventbridge", calls: 2, seconds: CALL },
  "aws:iam/role:Role": { service: "iam", calls: 2, seconds: CALL },
  "aws:iam/rolePolicy:RolePolicy": { service: "iam", calls: 2, seconds: CALL },
  "gcp:projects/service:Service": { service: "service usage", calls: 1, seconds: 10 },
  "gcp:projects/serviceIdentity:ServiceIdentity": { service: "service usage", calls: 1, seconds: 10 },
  // A create and the read after it.
  "gcp:pubsub/topic:Topic": { service: "pubsub admin", calls: 2, seconds: 1 },
  "gcp:pubsub/subscription:Subscription": { service: "pubsub admin", calls: 2, seconds: 1 },
  // Read, modify, write, and the read after it: a policy has no call that adds one member.
  "gcp:pubsub/topicIAMMember:TopicIAMMember": { service: "pubsub admin", calls: 3, seconds: 1 },
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": { service: "pubsub admin", calls: 3, seconds: 1 },
};

/** By service: calls per second, in one account (AWS, and region) or project (Google). */
export const rates = {
  "sns subscribe": {
    perSecond: 100,
    burst: 100,
    source: "SNS API reference, Subscribe: 100 transactions per second",
  },
  sns: {
    perSecond: 30,
    burst: 30,
    unverified: true,
    source: "AWS General Reference, SNS endpoints and quotas: CreateTopic and SetTopicAttributes",
  },
  eventbridge: {
    perSecond: 50,
    burst: 50,
    source: "EventBridge User Guide, quotas (2019 copy): all other API requests, 50 a second, adjustable",
  },
  "pubsub admin": {
    perSecond: 100,
    burst: 100,
    unverified: true,
    source: "Pub/Sub quotas, administrator operations: 6,000 a minute; an early copy allows 1,000 per 100 s by default",
  },
};
