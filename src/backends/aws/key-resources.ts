import type { AliasArgs } from "@pulumi/aws/kms/alias.js";
import type { KeyArgs } from "@pulumi/aws/kms/key.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import { aliasName, keyIds } from "./encryption-key.ts";
import { administration, allowDelivery, allowRoles } from "./key-policy.ts";
import { type AwsPlace, CREATE } from "./place.ts";
import { providerId } from "./places.ts";
import { policyDocument, type Statement } from "./policy-document.ts";
import type { Feeder } from "./queue-policies.ts";
import { rolesOf } from "./role.ts";
import { tags } from "./tags.ts";

/** The longest, and the time in which a deletion can be taken back (KMS API Reference, ScheduleKeyDeletion). */
const DELETION_WINDOW_DAYS = 30;

/**
 * A key and its alias for each team whose place says `create` and that has something to encrypt. Without the key nobody can
 * read what is in the queues: it is protected as they are, and never deleted.
 * @param feederOf what delivers to a queue
 * @param more who else uses the key of a team
 */
export function keyResources(
  input: BackendInput<AwsPlace>,
  feederOf: (subscription: Subscription) => Feeder,
  more: (team: string) => readonly Statement[] = () => [],
): readonly CloudResource[] {
  const { desired, stack } = input;
  return desired.teams.flatMap(({ name: team }) => {
    const place = stack.placeOf(team);
    if (place.kmsKey !== CREATE) return [];
    const queues = desired.subscriptions.filter((subscription) => subscription.team === team);
    if (queues.length === 0 && !desired.topics.some((topic) => topic.team === team)) return [];
    const consumers = queues.length === 0 ? [] : rolesOf(principalsOf(stack, team).consumers);
    const name = aliasName(input, team);
    const ids = keyIds(input, team);
    const common = { name, team, provider: providerId(place) };
    return [
      {
        ...common,
        type: "aws:kms/key:Key",
        id: ids.key,
        properties: {
          description: `Events of ${team}, organization ${desired.organization}`,
          deletionWindowInDays: DELETION_WINDOW_DAYS,
          enableKeyRotation: true,
          policy: policyDocument([
            administration(place),
            ...allowDelivery(place, queues.map(feederOf)),
            ...allowRoles("AllowConsumers", "sqs", place, consumers),
            ...more(team),
          ]),
          tags: tags(stack.labels, { team }),
        } satisfies Unwrap<KeyArgs>,
        dependsOn: [],
        holdsMessages: true,
        retainOnDelete: true as const,
      },
      {
        ...common,
        type: "aws:kms/alias:Alias",
        id: ids.alias,
        // What it points to is the key it depends on, whose id is known only when that exists: see deploy.ts.
        properties: { name } satisfies Omit<Unwrap<AliasArgs>, "targetKeyId">,
        dependsOn: [ids.key],
        holdsMessages: false,
        retainOnDelete: true as const,
      },
    ];
  });
}
