import type { OptionSupport } from "../options.ts";

/** What this cloud does with each option of a topology. */
export const options: OptionSupport = {
  "event.ordered": {
    refused:
      "EventBridge delivers to a FIFO queue under one fixed message group, in no order (EventBridge API Reference, SqsParameters)",
  },
  "event.retention": { works: "an archive of the bus; replayed to the rules" },
  "event.registerSchema": { works: "a schema in a registry of the owner; documentation, not enforced" },
  "event.retired": { works: "publishers lose their grant" },
  "subscription.filter": { works: "event pattern on detail.attributes" },
  "subscription.filter.prefix": { works: "prefix matching" },
  "subscription.filter.suffix": { works: "suffix matching" },
  "subscription.filter.anythingBut": { works: "anything-but matching" },
  "subscription.filter.numeric": { works: "numeric matching, on attributes that are numbers" },
  "subscription.filter.exists": { works: "exists matching" },
  "subscription.ackDeadline": { works: "visibilityTimeoutSeconds, up to 12 h" },
  "subscription.retention": { works: "messageRetentionSeconds, 1 min to 14 d" },
  "subscription.deadLetter": { works: "redrive policy, 1 to 1,000 receives" },
  "subscription.retry": { refused: "SQS delivers again when the ack deadline is over, always after the same time" },
  "subscription.delay": { works: "delaySeconds, up to 15 min" },
  "subscription.ordered": {
    refused:
      "EventBridge delivers to a FIFO queue under one fixed message group, in no order (EventBridge API Reference, SqsParameters)",
  },
  "subscription.exactlyOnce": {
    refused: "EventBridge delivers at least once, and a FIFO queue behind it cannot know duplicates",
  },
  "subscription.delivery": { works: "the target without an input path: the whole event" },
  "subscription.maxMessageSize": { works: "maxMessageSize, 1 KiB to 1 MiB" },
  "subscription.alarms.deadLetters": {
    works: "an alarm on ApproximateNumberOfMessagesVisible of the dead-letter queue",
  },
  "subscription.alarms.oldestMessage": { works: "an alarm on ApproximateAgeOfOldestMessage" },
  "subscription.alarms.undeliverable": {
    works: "an alarm on ApproximateNumberOfMessagesVisible of the undeliverable queue",
  },
  "subscription.generation": { works: "a new queue beside the one before" },
  "subscription.retired": { works: "the rule and its target go, the queue stays" },
};
