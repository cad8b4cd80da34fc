import type { EventArchiveArgs } from "@pulumi/aws/cloudwatch/eventArchive.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Topic } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { adoptedName } from "../adoption.ts";
import { encryptionKey } from "../aws/encryption-key.ts";
import { byName } from "../aws/imports.ts";
import { providerId } from "../aws/places.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { busId, ownBus } from "./bus-of.ts";
import { existingEvent } from "./existing-event.ts";
import { archiveName, sourceOf } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

const SECONDS_A_DAY = 86_400;

/** An archive is imported by its name. */
export const ARCHIVE = byName(/^(?<name>[.\-_A-Za-z0-9]{1,48})$/, "orders");

/**
 * The archive of an event that is kept for replay, none for the others. A replay sends the chosen time's events to the
 * rules of the bus again, so every subscriber gets them unless the replay names its rule (EventBridge User Guide,
 * "Replaying archived events"). It keeps whole days (API Reference, CreateArchive, RetentionDays), so rather longer than asked.
 */
export function archiveResources(input: BackendInput<AwsPlace>, topic: Topic): readonly CloudResource[] {
  const { desired, stack } = input;
  const { event, team, retentionSeconds } = topic;
  if (retentionSeconds === undefined || existingEvent(stack, event) !== undefined) return [];
  const encryption = encryptionKey(input, team);
  const { arn, place, key: owner } = ownBus(input, team);
  const archiveId = id("archive", owner, event);
  const name = adoptedName(stack, archiveId, ARCHIVE) ?? archiveName(desired.organization, owner, event);
  return [
    {
      type: "aws:cloudwatch/eventArchive:EventArchive",
      id: archiveId,
      name,
      team,
      provider: providerId(place),
      properties: {
        name,
        eventSourceArn: arn,
        eventPattern: canonicalJson({ "detail-type": [event], source: [sourceOf(desired.organization, owner)] }),
        retentionDays: Math.ceil(retentionSeconds / SECONDS_A_DAY),
        ...(encryption && { kmsKeyIdentifier: encryption.reference }),
      } satisfies Unwrap<EventArchiveArgs>,
      dependsOn: [...(encryption?.dependsOn ?? []), busId(owner)],
      // Copies for replay: what waits to be received is in the queues.
      holdsMessages: false,
    },
  ];
}
