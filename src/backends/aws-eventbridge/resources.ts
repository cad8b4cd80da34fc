import { byId } from "../aws/by-id.ts";
import { rolePolicies } from "../aws/role-policies.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { publishStatements } from "./access.ts";
import { busResources, ownersOf } from "./bus.ts";
import { undeliverableElsewhere } from "./rule.ts";
import type { AwsPlace } from "./settings.ts";
import { subscriptionResources } from "./subscription.ts";

/** Two resources an owner, none an event; seven a subscription and two more for each owner of its events, six if that one is in another account; one a role and team. */
export function resources(input: BackendInput<AwsPlace>): readonly CloudResource[] {
  return byId([
    ...ownersOf(input).flatMap((team) => busResources(input, team)),
    ...input.desired.subscriptions.flatMap((subscription) => subscriptionResources(input, subscription)),
    ...rolePolicies(input, (team) => publishStatements(input, team), undeliverableElsewhere(input)),
  ]);
}
