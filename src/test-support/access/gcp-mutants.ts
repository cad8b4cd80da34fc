import type { CloudResource } from "../../backends/cloud-resource.ts";
import { type Mutant, mutantsOf } from "./mutant.ts";

/** Roles that a grant could be widened to, one of them with what it has not and the other with nothing we know. */
const OTHER_ROLES = ["roles/pubsub.publisher", "roles/pubsub.subscriber", "roles/pubsub.editor"];

/** By the property that says on what a grant is: what else of the kind it could be on. */
const OTHERS: Readonly<Record<string, string>> = {
  topic: "gcp:pubsub/topic:Topic",
  subscription: "gcp:pubsub/subscription:Subscription",
};

/** Every single grant dropped, given to somebody else, with another role, or on another topic or subscription. */
export function gcpMutants(resources: readonly CloudResource[], members: readonly string[]): readonly Mutant[] {
  const grants = resources.filter(({ type }) => type.endsWith("IAMMember"));
  return grants.flatMap((of) => {
    const mutants = mutantsOf(resources, of);
    const { role, member } = of.properties;
    const kind = ["topic", "subscription"].find((one) => one in of.properties) ?? "";
    const names = new Set(resources.filter(({ type }) => type === OTHERS[kind]).map(({ name }) => name));
    return [
      mutants.without("resource-dropped"),
      ...[...members, "allUsers", "allAuthenticatedUsers"]
        .filter((one) => one !== member)
        .map((one) => mutants.with(`member ${one}`, { member: one })),
      ...OTHER_ROLES.filter((one) => one !== role).map((one) => mutants.with(`role ${one}`, { role: one })),
      ...[...names]
        .filter((one) => one !== of.properties[kind])
        .map((one) => mutants.with(`${kind} ${one}`, { [kind]: one })),
    ];
  });
}
