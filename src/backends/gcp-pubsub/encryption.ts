import type { CryptoKeyIAMMemberArgs } from "@pulumi/gcp/kms/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import { partOf } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { serviceAgent } from "./access.ts";
import { providerId } from "./project.ts";
import type { Services } from "./services.ts";
import type { GcpPlace } from "./settings.ts";

/** Id of the grant that a topic with a key of its own waits for. */
export function keyGrantId(place: GcpPlace, key: string): string {
  return partOf("grant", partOf("key", key), "cryptoKeyEncrypterDecrypter", serviceAgent(place));
}

/**
 * Lets Pub/Sub's account of each project use the keys of the topics there, once for each project and key
 * (@pulumi/gcp, TopicArgs.kmsKeyName). Never taken back where the stack protects its messages: those that were stored
 * under a key can be delivered only as long as it can be used (cloud.google.com/pubsub/docs/encryption).
 */
export function keyGrants(
  { desired, stack }: BackendInput<GcpPlace>,
  prepared: ReadonlyMap<string, Services>,
): readonly CloudResource[] {
  const teams = new Set([...desired.topics, ...desired.subscriptions].map(({ team }) => team));
  return [...teams].flatMap((team): CloudResource[] => {
    const place = stack.placeOf(team);
    const { kmsKey } = place;
    if (kmsKey === undefined) return [];
    const provider = providerId(place);
    return [
      {
        type: "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
        id: keyGrantId(place, kmsKey),
        name: kmsKey,
        team: "",
        provider,
        properties: {
          cryptoKeyId: kmsKey,
          role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
          member: serviceAgent(place),
        } satisfies Unwrap<CryptoKeyIAMMemberArgs>,
        dependsOn: prepared.get(provider)?.agent ?? [],
        holdsMessages: false,
        retainOnDelete: true,
      },
    ];
  });
}
