import { queueDocument } from "./queue-document.ts";

/** MiniStack 1.5.33 keeps and tells it but does not enforce it. */
export const sqsRedriveAllowPolicy = queueDocument(
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
  "redriveAllowPolicy",
  "RedriveAllowPolicy",
);
