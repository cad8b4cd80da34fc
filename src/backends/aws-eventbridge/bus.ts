import type { EventBusArgs } from "@pulumi/aws/cloudwatch/eventBus.js";
import type { EventBusPolicyArgs } from "@pulumi/aws/cloudwatch/eventBusPolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import { id, partOf } from "../../desired-state/id.ts";
import { providerId } from "../aws/places.ts";
import { tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { busPolicy } from "./access.ts";
import { busName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

export function busId(team: string): string {
  return id("event-bus", team);
}

/** One owner of events: its bus, encrypted with a key of AWS as every bus is, and the bus's only policy. */
export function busResources(input: BackendInput<AwsPlace>, team: string): readonly CloudResource[] {
  const { desired, stack } = input;
  const name = busName(desired.organization, team);
  const bus = busId(team);
  const provider = providerId(stack.placeOf(team));
  return [
    {
      type: "aws:cloudwatch/eventBus:EventBus",
      id: bus,
      name,
      team,
      provider,
      properties: { name, tags: tags(stack.labels, { team }) } satisfies Unwrap<EventBusArgs>,
      dependsOn: [],
      holdsMessages: true,
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

/** The teams that own an event, sorted. */
export function ownersOf({ desired }: BackendInput): readonly string[] {
  return [...new Set(desired.topics.map((topic) => topic.team))].sort();
}
