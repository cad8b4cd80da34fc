import type { ProviderPackage } from "../resource-type.ts";
import { alertPolicy } from "./alert-policy.ts";
import type { GcpConnection } from "./connection.ts";
import { connect } from "./connection.ts";
import { cryptoKeyIamMember } from "./crypto-key-iam-member.ts";
import { schema } from "./schema.ts";
import { serviceAccountIamMember } from "./service-account-iam-member.ts";
import { subscription } from "./subscription.ts";
import { subscriptionIamMember } from "./subscription-iam-member.ts";
import { topic } from "./topic.ts";
import { topicIamMember } from "./topic-iam-member.ts";

/** What the gcp-pubsub backend uses of `@pulumi/gcp`. */
export const gcp: ProviderPackage<GcpConnection> = {
  name: "gcp",
  settings: ["project", "impersonateServiceAccount"],
  ignoredSettings: ["region", "zone", "addPulumiAttributionLabel", "billingProject", "userProjectOverride"],
  identity: ["project"],
  resourceTypes: [
    topic,
    subscription,
    topicIamMember,
    subscriptionIamMember,
    schema,
    alertPolicy,
    cryptoKeyIamMember,
    serviceAccountIamMember,
  ],
  connect,
};
