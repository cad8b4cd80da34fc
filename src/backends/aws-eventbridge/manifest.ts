import { teamManifests } from "../aws/team-manifests.ts";
import type { BackendInput } from "../backend.ts";
import type { TeamManifest } from "../manifest.ts";
import { marks } from "../mark.ts";
import { wired } from "./bus-of.ts";
import { undeliverableElsewhere } from "./rule.ts";
import { type AwsPlace, BACKEND } from "./settings.ts";

/**
 * Publishers call `PutEvents` with the bus, the source and the detail-type given here and the detail
 * `{"attributes": {…}, "message": {"topic": EVENT, "data": {…}}}`: rules filter on the attributes, consumers get the
 * message alone. On a bus that exists the detail is the message itself.
 */
export function manifests(input: BackendInput<AwsPlace>): readonly TeamManifest[] {
  return teamManifests(
    input,
    BACKEND,
    (topic) => {
      const { bus, source, detailType, mark } = wired(input, topic);
      return {
        kind: "event-bus",
        eventBusArn: bus.arn,
        region: bus.place.region,
        source,
        detailType,
        ...(bus.id === undefined && { plain: true as const }),
        ...marks(mark),
      };
    },
    undeliverableElsewhere(input),
  );
}
