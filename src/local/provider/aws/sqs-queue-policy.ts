import { queueDocument } from "./queue-document.ts";

export const sqsQueuePolicy = queueDocument("aws:sqs/queuePolicy:QueuePolicy", "policy", "Policy");
