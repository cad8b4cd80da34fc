import type { OptionSupport } from "../options.ts";

/** What this cloud does with each option of a topology. */
export const options: OptionSupport = {
  "event.ordered": {
    works:
      "a FIFO topic; publishers set a message group, and what is published twice in it within 5 minutes is delivered once",
  },
  "event.retention": {
    works:
      "together with ordered: the archive of a FIFO topic, for whole days up to 365; the owner of a queue has it replayed by the replay policy of its SNS subscription",
  },
  "event.registerSchema": { refused: "SNS has no schemas" },
  "event.retired": { works: "publishers lose their grant; the topic is no longer protected" },
  "subscription.filter": {
    works: "filter policy on message attributes; takes effect up to 15 minutes after a change",
  },
  "subscription.filter.prefix": { works: "prefix matching" },
  "subscription.filter.suffix": { works: "suffix matching" },
  "subscription.filter.anythingBut": { works: "anything-but matching" },
  "subscription.filter.numeric": {
    works: "numeric matching, on attributes of the type Number, from -10^9 to 10^9",
  },
  "subscription.filter.exists": {
    works: "exists matching; a message without any attribute passes no filter, not even exists: false",
  },
  "subscription.ackDeadline": { works: "visibilityTimeoutSeconds, up to 12 h" },
  "subscription.retention": { works: "messageRetentionSeconds, 1 min to 14 d" },
  "subscription.deadLetter": { works: "redrive policy, 1 to 1,000 receives" },
  "subscription.retry": { refused: "SQS delivers again when the ack deadline is over, always after the same time" },
  "subscription.delay": { works: "delaySeconds, up to 15 min" },
  "subscription.ordered": { works: "a FIFO queue, ordered within each message group" },
  "subscription.exactlyOnce": { works: "together with ordered: a FIFO queue removes duplicates for 5 minutes" },
  "subscription.delivery": { works: "rawMessageDelivery false: the body is the JSON of SNS around the message" },
  "subscription.maxMessageSize": {
    works: "maxMessageSize, 1 KiB to 1 MiB; what is larger goes to the undeliverable queue",
  },
  "subscription.alarms.deadLetters": {
    works: "an alarm on ApproximateNumberOfMessagesVisible of the dead-letter queue",
  },
  "subscription.alarms.oldestMessage": { works: "an alarm on ApproximateAgeOfOldestMessage" },
  "subscription.alarms.undeliverable": {
    works: "an alarm on ApproximateNumberOfMessagesVisible of the undeliverable queue",
  },
  "subscription.generation": { works: "a new queue beside the one before" },
  "subscription.retired": { works: "the SNS subscription goes, the queue stays" },
};
