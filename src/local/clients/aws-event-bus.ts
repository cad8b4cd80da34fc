import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { PublishAddress } from "../../backends/manifest.ts";
import type { Attributes, Envelope } from "./client.ts";
import { marked } from "./marked.ts";

/**
 * Puts one event on a bus. Patterns filter on `detail.attributes`; targets deliver `$.detail.message`, which is the
 * envelope; on a bus that exists already the detail is the envelope itself. The bus is named by its ARN, so that the same call works from another account.
 * @throws Error with the entry's code when EventBridge answers 200 but did not take the event (PutEvents, FailedEntryCount).
 */
export async function putOnBus(
  eventBridge: EventBridgeClient,
  to: Extract<PublishAddress, { kind: "event-bus" }>,
  envelope: Envelope,
  attributes: Attributes,
): Promise<void> {
  const message = marked({ topic: envelope.topic, data: envelope.data }, to.bodyFields);
  const detail = to.plain ? message : { attributes, message };
  const { FailedEntryCount, Entries } = await eventBridge.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: to.eventBusArn,
          Source: to.source,
          DetailType: to.detailType,
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  if (FailedEntryCount === 0) return;
  const failed = Entries?.find((entry) => entry.ErrorCode !== undefined);
  const failure = new Error(failed?.ErrorMessage ?? `${to.eventBusArn} did not take the event`);
  failure.name = failed?.ErrorCode ?? "PutEventsFailed";
  throw failure;
}
