import { teamManifests } from "../aws/team-manifests.ts";
import type { BackendInput } from "../backend.ts";
import type { TeamManifest } from "../manifest.ts";
import { busArn, sourceOf } from "./names.ts";
import { undeliverableElsewhere } from "./rule.ts";
import { type AwsPlace, BACKEND } from "./settings.ts";

/**
 * Publishers call `PutEvents` with the bus, the source and the detail-type given here and the detail
 * `{"attributes": {…}, "message": {"topic": EVENT, "data": {…}}}`: rules filter on the attributes, consumers get the
 * message alone.
 */
export function manifests(input: BackendInput<AwsPlace>): readonly TeamManifest[] {
  const { organization } = input.desired;
  return teamManifests(
    input,
    BACKEND,
    ({ event, team }) => {
      const place = input.stack.placeOf(team);
      return {
        kind: "event-bus",
        eventBusArn: busArn(place, organization, team),
        region: place.region,
        source: sourceOf(organization, team),
        detailType: event,
      };
    },
    undeliverableElsewhere(input),
  );
}
