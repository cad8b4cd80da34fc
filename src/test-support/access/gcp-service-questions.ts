import type { BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { GcpPlace } from "../../backends/gcp-pubsub/settings.ts";
import type { GcpCall } from "./gcp-decisions.ts";
import { STRANGERS } from "./gcp-questions.ts";
import type { Question } from "./question.ts";

/**
 * What Pub/Sub's own accounts may do beside Pub/Sub: use the keys of the topics in their project, and make the tokens of
 * the service accounts that messages are sent as. Nobody else may, and they nothing else.
 */
export function gcpServiceQuestions(
  { desired, stack }: BackendInput<GcpPlace>,
  made: readonly CloudResource[],
): readonly Question<GcpCall>[] {
  const agentOf = ({ projectNumber }: GcpPlace) =>
    `serviceAccount:service-${projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`;
  const users = new Map<string, Set<string>>();
  const creators = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, resource: string, member: string) =>
    to.set(resource, (to.get(resource) ?? new Set()).add(member));
  for (const { team, type, properties } of made)
    if (type === "gcp:pubsub/topic:Topic" && typeof properties["kmsKeyName"] === "string")
      add(users, properties["kmsKeyName"], agentOf(stack.placeOf(team)));
  for (const { name } of desired.teams) {
    const place = stack.placeOf(name);
    for (const { serviceAccount } of Object.values(place.push ?? {}))
      add(creators, `projects/${place.project}/serviceAccounts/${serviceAccount}`, agentOf(place));
  }
  const callers = new Set([
    ...Object.values(stack.principals).flatMap((team) => [...team.publishers, ...team.consumers]),
    ...desired.teams.map(({ name }) => agentOf(stack.placeOf(name))),
    ...STRANGERS,
  ]);
  const ask = (allowed: ReadonlyMap<string, ReadonlySet<string>>, permissions: readonly string[]) =>
    [...allowed].flatMap(([resource, members]) =>
      [...callers].flatMap((caller) =>
        permissions.map((permission) => ({
          call: { caller, permission, resource },
          allowed: members.has(caller),
        })),
      ),
    );
  return [
    ...ask(users, ["cloudkms.cryptoKeyVersions.useToDecrypt", "cloudkms.cryptoKeyVersions.useToEncrypt"]),
    ...ask(creators, ["iam.serviceAccounts.getOpenIdToken"]),
  ];
}
