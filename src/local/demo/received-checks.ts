import type { Envelope } from "../clients/client.ts";
import type { Check } from "./check.ts";
import { receivedCheck } from "./messages.ts";
import type { Stage } from "./stage.ts";

/** Takes all there is from several queues, by `team/queue`, at the same time. */
export function receivedChecks(
  stage: Stage,
  expected: Readonly<Record<string, readonly Envelope[]>>,
): Promise<readonly Check[]> {
  return Promise.all(
    Object.entries(expected).map(async ([queue, envelopes]) =>
      receivedCheck(queue, envelopes, await stage.takeAll(queue, envelopes.length)),
    ),
  );
}
