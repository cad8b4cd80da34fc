import type { Diagnostic } from "../../diagnostic.ts";
import { encryptionKey } from "../aws/encryption-key.ts";
import { isSameAccount } from "../aws/places.ts";
import { spanOf, spanOfPlace } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";
import { canonicalJson } from "../cloud-resource.ts";
import { ownersOf } from "./bus.ts";
import { allowBuses, busesOf } from "./bus-key.ts";
import type { AwsPlace } from "./settings.ts";

/** What a key that is not ours has to allow for the buses, and where a key is not used. */
export function checkBusKeys(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return [...foreignKeys(input), ...queuesWithoutKey(input)];
}

function foreignKeys(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const ownerOf = new Map<string, string>();
  for (const owner of ownersOf(input)) {
    const arn = encryptionKey(input, owner)?.arn;
    if (arn !== undefined && !ownerOf.has(arn)) ownerOf.set(arn, owner);
  }
  return [...ownerOf].map(([arn, owner]) => ({
    code: "key-policy-not-managed",
    severity: "warning" as const,
    message: `the key ${arn} is not ours to change; make sure that its policy has this statement, or events are not taken: ${canonicalJson(allowBuses(busesOf(input, owner)))}`,
    span: spanOfPlace(input, owner),
  }));
}

/** What a rule cannot deliver to another account waits in the owner's, where the subscriber's consumers have no key. */
function queuesWithoutKey(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  return desired.subscriptions.flatMap(({ id, team, queue, feeds }) => {
    const owner = feeds.find(
      (feed) =>
        !isSameAccount(stack.placeOf(feed.owner), stack.placeOf(team)) &&
        (encryptionKey(input, feed.owner) ?? encryptionKey(input, team)) !== undefined,
    )?.owner;
    if (owner === undefined) return [];
    return {
      code: "queue-without-key",
      severity: "warning" as const,
      message: `what EventBridge cannot deliver to ${team}/${queue} waits in the account of ${owner}, in a queue that SQS encrypts with a key of its own and not with yours`,
      span: spanOf(input, id, team),
    };
  });
}
