import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/index.js";
import { AlertPolicy } from "@pulumi/gcp/monitoring/index.js";
import { Service, ServiceIdentity } from "@pulumi/gcp/projects/index.js";
import { Provider } from "@pulumi/gcp/provider.js";
import { Schema, Subscription, SubscriptionIAMMember, Topic, TopicIAMMember } from "@pulumi/gcp/pubsub/index.js";
import { IAMMember } from "@pulumi/gcp/serviceaccount/index.js";
import type { Deployer } from "../backend.ts";
import type { GcpPlace } from "./settings.ts";

export const deployer: Deployer<GcpPlace> = {
  provider: (id, { project, impersonate }) =>
    new Provider(id, { project, ...(impersonate !== undefined && { impersonateServiceAccount: impersonate }) }),
  constructors: {
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": CryptoKeyIAMMember,
    "gcp:monitoring/alertPolicy:AlertPolicy": AlertPolicy,
    "gcp:projects/service:Service": Service,
    "gcp:projects/serviceIdentity:ServiceIdentity": ServiceIdentity,
    "gcp:pubsub/schema:Schema": Schema,
    "gcp:pubsub/subscription:Subscription": Subscription,
    "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": SubscriptionIAMMember,
    "gcp:pubsub/topic:Topic": Topic,
    "gcp:pubsub/topicIAMMember:TopicIAMMember": TopicIAMMember,
    "gcp:serviceaccount/iAMMember:IAMMember": IAMMember,
  },
};
