import type { EventBusArgs } from "@pulumi/aws/cloudwatch/eventBus.js";
import type { EventBusPolicyArgs } from "@pulumi/aws/cloudwatch/eventBusPolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import { partOf } from "../../desired-state/id.ts";
import { encryptionKey } from "../aws/encryption-key.ts";
import { providerId } from "../aws/places.ts";
import { tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { busPolicy } from "./access.ts";
import { busId, ownBus } from "./bus-of.ts";
import { existingEvent } from "./existing-event.ts";
import type { AwsPlace } from "./settings.ts";

/** One owner of events: its bus, encrypted with a key of AWS unless the place has one, and the bus's only policy. */
export function busResources(input: BackendInput<AwsPlace>, team: string): readonly CloudResource[] {
  const { stack } = input;
  const { name, key, place } = ownBus(input, team);
  const bus = busId(key);
  const encryption = encryptionKey(input, team);
  const provider = providerId(place);
  return [
    {
      type: "aws:cloudwatch/eventBus:EventBus",
      id: bus,
      name,
      team,
      provider,
      properties: {
        name,
        ...(encryption && { kmsKeyIdentifier: encryption.reference }),
        tags: tags(stack.labels, { team }),
      } satisfies Unwrap<EventBusArgs>,
      dependsOn: encryption?.dependsOn ?? [],
      // Nothing waits in a bus: what it took is in the queues. Of its events each has to be retired before it goes.
      holdsMessages: false,
    },
    {
      type: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
      id: partOf("policy", bus),
      name,
      team,
      provider,
      properties: { eventBusName: name, policy: busPolicy(input, team) } satisfies Unwrap<EventBusPolicyArgs>,
      dependsOn: [bus],
      holdsMessages: false,
      retainOnDelete: true,
      deletedWith: bus,
    },
  ];
}

/** The teams that own an event and have a bus of ours for it, sorted. */
export function ownersOf({ desired, stack }: BackendInput<AwsPlace>): readonly string[] {
  const own = desired.topics.filter(({ event }) => existingEvent(stack, event) === undefined);
  return [...new Set(own.map((topic) => topic.team))].sort();
}
