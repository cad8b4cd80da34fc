import { once } from "../../once.ts";
import { byId } from "../aws/by-id.ts";
import { keyResources } from "../aws/key-resources.ts";
import { rolePolicies } from "../aws/role-policies.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { publishStatements } from "./access.ts";
import { archiveResources } from "./archive.ts";
import { busResources, ownersOf } from "./bus.ts";
import { allowBuses, busesOf } from "./bus-key.ts";
import { undeliverableElsewhere } from "./rule.ts";
import { schemaResources } from "./schema-registry.ts";
import type { AwsPlace } from "./settings.ts";
import { feederOf, subscriptionResources } from "./subscription.ts";

/** Two resources an owner, none an event, but for what is kept or registered of it; three a subscription and two more for each owner of its events, five if that one is in another account; one a role and team. */
export const resources = once((input: BackendInput<AwsPlace>): readonly CloudResource[] => {
  const owners = ownersOf(input);
  return byId([
    ...owners.flatMap((team) => [...busResources(input, team), ...schemaResources(input, team)]),
    ...input.desired.topics.flatMap((topic) => archiveResources(input, topic)),
    ...input.desired.subscriptions.flatMap((subscription) => subscriptionResources(input, subscription)),
    ...keyResources(
      input,
      (subscription) => feederOf(input, subscription),
      (team) => (owners.includes(team) ? [allowBuses(busesOf(input, team))] : []),
    ),
    ...rolePolicies(input, (team) => publishStatements(input, team), undeliverableElsewhere(input)),
  ]);
});
