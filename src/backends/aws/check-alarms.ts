import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { type AwsPlace, awsPlaceKey } from "./place.ts";
import { spanOfPlace } from "./span.ts";

/**
 * A warning for each team whose alarms nobody is told of, and an error for a channel that alarms cannot reach: CloudWatch
 * notifies topics of its own region alone (CloudWatch User Guide, "Notifying users on alarm changes").
 */
export function checkAlarms(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const { desired, stack, origins } = input;
  return desired.teams.flatMap(({ name: team }): Diagnostic[] => {
    const alarmed = desired.subscriptions.filter((queue) => queue.team === team && queue.alarms !== undefined);
    const [first] = alarmed;
    if (first === undefined) return [];
    const { notify, region } = stack.placeOf(team);
    const key = `event-topology:teams.${team}.${awsPlaceKey}.notify`;
    if (notify === undefined) {
      const span = origins.get(first.id);
      const which = alarmed.length === 1 ? first.queue : `${first.queue} and ${alarmed.length - 1} more`;
      return [
        {
          code: "alarm-without-channel",
          severity: "warning",
          message: `${team} has alarms on ${which} but no channel in stack ${stack.stack}: nobody is told when they go off; add ${key}, the ARN of an SNS topic`,
          span: stack.spanOf(["teams", team]),
          ...(span && { related: [{ message: "the first alarm is here", span }] }),
        },
      ];
    }
    const channelRegion = notify.split(":")[3];
    if (channelRegion === region) return [];
    return [
      {
        code: "channel-in-other-region",
        severity: "error",
        message: `team ${team} is in ${region}, but its alarms are to go to ${notify}, which is in ${channelRegion}; name a topic in ${region} with ${key}`,
        span: spanOfPlace(input, team),
      },
    ];
  });
}
