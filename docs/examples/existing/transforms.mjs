/** @type {import("event-topology").Transforms} */
export const transforms = {
  // The platform team wants queues that are empty for long to answer at once.
  "aws:sqs/queue:Queue": (properties, { id }) =>
    id === "subscription:sales/projection" ? { ...properties, receiveWaitTimeSeconds: 5 } : properties,
};
