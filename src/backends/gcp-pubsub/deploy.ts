import { Service, ServiceIdentity } from "@pulumi/gcp/projects/index.js";
import { Provider } from "@pulumi/gcp/provider.js";
import { Subscription, SubscriptionIAMMember, Topic, TopicIAMMember } from "@pulumi/gcp/pubsub/index.js";
import type { Deployer } from "../backend.ts";
import type { GcpPlace } from "./settings.ts";

export const deployer: Deployer<GcpPlace> = {
  provider: (id, { project, impersonate }) =>
    new Provider(id, { project, ...(impersonate !== undefined && { impersonateServiceAccount: impersonate }) }),
  constructors: {
    "gcp:projects/service:Service": Service,
    "gcp:projects/serviceIdentity:ServiceIdentity": ServiceIdentity,
    "gcp:pubsub/subscription:Subscription": Subscription,
    "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": SubscriptionIAMMember,
    "gcp:pubsub/topic:Topic": Topic,
    "gcp:pubsub/topicIAMMember:TopicIAMMember": TopicIAMMember,
  },
};
