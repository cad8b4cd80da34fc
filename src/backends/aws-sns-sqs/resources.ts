import { once } from "../../once.ts";
import { byId } from "../aws/by-id.ts";
import { keyResources } from "../aws/key-resources.ts";
import { rolePolicies } from "../aws/role-policies.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { keyStatements, publishStatements } from "./access.ts";
import type { AwsPlace } from "./settings.ts";
import { feederOf, subscriptionResources } from "./subscription.ts";
import { topicResources } from "./topic.ts";

/** Two resources an event; three a subscription and one more for each event that feeds it; one a role and team; alarms and keys where they are asked for. */
export const resources = once((input: BackendInput<AwsPlace>): readonly CloudResource[] => {
  const { topics, subscriptions } = input.desired;
  return byId([
    ...topics.flatMap((topic) => topicResources(input, topic)),
    ...subscriptions.flatMap((subscription) => subscriptionResources(input, subscription)),
    ...keyResources(
      input,
      (subscription) => feederOf(input, subscription),
      (team) => keyStatements(input, team),
    ),
    ...rolePolicies(input, (team) => publishStatements(input, team)),
  ]);
});
