import type { TopicArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { CloudResource } from "../cloud-resource.ts";
import { keyGrantId } from "./encryption.ts";
import { providerId } from "./project.ts";
import type { GcpPlace } from "./settings.ts";

type About = Pick<CloudResource, "id" | "name" | "team" | "dependsOn" | "retired">;

/** What only the topic of an event has. */
interface Own {
  readonly messageRetentionDuration?: string;
  readonly schemaSettings?: { readonly schema: string; readonly encoding: "JSON" };
}

/**
 * A topic. It counts as holding messages: a subscription outlives its topic, but never receives from one that is made
 * again under the same name (cloud reference, section 4, P4).
 */
export function pubsubTopic(
  about: About,
  place: GcpPlace,
  labels: Record<string, string>,
  own: Own = {},
): CloudResource {
  const { project, kmsKey } = place;
  return {
    ...about,
    type: "gcp:pubsub/topic:Topic",
    provider: providerId(place),
    properties: {
      project,
      name: about.name,
      labels,
      ...(kmsKey !== undefined && { kmsKeyName: kmsKey }),
      ...storagePolicy(place),
      ...own,
    } satisfies Unwrap<TopicArgs>,
    dependsOn: kmsKey === undefined ? about.dependsOn : [...about.dependsOn, keyGrantId(place, kmsKey)],
    holdsMessages: true,
  };
}

function storagePolicy({ storageRegions, enforceInTransit = false }: GcpPlace) {
  if (storageRegions === undefined) return {};
  return { messageStoragePolicy: { allowedPersistenceRegions: [...storageRegions].sort(), enforceInTransit } };
}
