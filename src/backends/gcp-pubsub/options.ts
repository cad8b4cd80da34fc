import type { OptionSupport } from "../options.ts";

/** What this cloud does with each option of a topology. */
export const options: OptionSupport = {
  "event.ordered": {
    works:
      "publishers set an ordering key and publish the messages of one key in one region (cloud.google.com/pubsub/docs/ordering); the topic needs nothing",
  },
  "event.retention": {
    works:
      "messageRetentionDuration of the topic, 10 min to 31 d; a consumer has messages replayed by a seek of its subscription to a time (cloud.google.com/pubsub/docs/replay-overview)",
  },
  "event.registerSchema": {
    works:
      "an AVRO schema of the whole message, made of the JSON Schema where AVRO in JSON can say it: no optional fields, no choices; Pub/Sub refuses messages that do not fit, and changes of the schema other than fields that come or go (cloud.google.com/pubsub/docs/schemas, commit-schema-revision)",
  },
  "event.retired": { works: "publishers lose their grant; the topic is labelled and no longer protected" },
  "subscription.filter": {
    works:
      "filter on attributes, up to 256 bytes, fixed for the life of a subscription (cloud.google.com/pubsub/docs/subscription-message-filter)",
  },
  "subscription.filter.prefix": { works: "hasPrefix()" },
  "subscription.filter.suffix": {
    refused: "the filter language has no suffix (cloud.google.com/pubsub/docs/subscription-message-filter)",
  },
  "subscription.filter.anythingBut": { works: "attributes:KEY AND attributes.KEY != VALUE" },
  "subscription.filter.numeric": {
    refused: "the filter language compares no numbers (cloud.google.com/pubsub/docs/subscription-message-filter)",
  },
  "subscription.filter.exists": { works: "attributes:KEY, or NOT attributes:KEY" },
  "subscription.ackDeadline": { works: "ackDeadlineSeconds, 10 s to 600 s" },
  "subscription.retention": { works: "messageRetentionDuration, 10 min to 31 d" },
  "subscription.deadLetter": { works: "deadLetterPolicy, 5 to 100 attempts, best effort" },
  "subscription.retry": { works: "retryPolicy, 0 s to 600 s" },
  "subscription.delay": { refused: "a subscription cannot hold messages back (google/pubsub/v1, Subscription)" },
  "subscription.ordered": {
    works:
      "enableMessageOrdering, fixed for the life of a subscription; a dead letter leaves its place in the order (cloud.google.com/pubsub/docs/ordering)",
  },
  "subscription.exactlyOnce": {
    works:
      "enableExactlyOnceDelivery, pulled queues only, within one region (cloud.google.com/pubsub/docs/exactly-once-delivery)",
  },
  "subscription.delivery": {
    refused:
      "who pulls gets the body and the attributes apart, without an envelope; where messages are sent to a service, the stack says it: push.QUEUE.wrapped",
  },
  "subscription.maxMessageSize": { refused: "the limit is 10 MB for every topic and cannot be set" },
  "subscription.alarms.deadLetters": {
    works: "an alert policy on num_undelivered_messages of the dead-letter subscription, to the channels in notify",
  },
  "subscription.alarms.oldestMessage": {
    works: "an alert policy on oldest_unacked_message_age of each subscription, to the channels in notify",
  },
  "subscription.alarms.undeliverable": {
    ignored: "a subscription is the store itself: nothing can get lost on the way to it",
  },
  "subscription.generation": { works: "a new subscription beside the one before" },
  "subscription.retired": {
    works:
      "the subscription stays attached and is read, since detaching it would drop what waits in it (cloud.google.com/pubsub/docs/detach-subscriptions); labelled and no longer protected",
  },
};
