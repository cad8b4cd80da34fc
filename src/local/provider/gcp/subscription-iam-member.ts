import { iamMember } from "./iam-member.ts";

export const subscriptionIamMember = iamMember(
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember",
  "subscription",
  "subscriptions",
);
