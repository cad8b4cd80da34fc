import type { TopicArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { CloudResource } from "../cloud-resource.ts";
import { providerId } from "./project.ts";
import type { GcpPlace } from "./settings.ts";

/**
 * A topic. It counts as holding messages: a subscription outlives its topic, but never receives from one that is made
 * again under the same name (cloud reference, section 4, P4).
 */
export function pubsubTopic(
  about: Pick<CloudResource, "id" | "name" | "team" | "dependsOn">,
  place: GcpPlace,
  labels: Record<string, string>,
): CloudResource {
  return {
    ...about,
    type: "gcp:pubsub/topic:Topic",
    provider: providerId(place),
    properties: { project: place.project, name: about.name, labels } satisfies Unwrap<TopicArgs>,
    holdsMessages: true,
  };
}
