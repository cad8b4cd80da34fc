import { teamManifests } from "../aws/team-manifests.ts";
import type { BackendInput } from "../backend.ts";
import type { TeamManifest } from "../manifest.ts";
import { topicArn } from "./names.ts";
import { type AwsPlace, BACKEND } from "./settings.ts";

/** Publishers send the envelope as the message of `Publish` to the topic, filtered attributes as message attributes of type String. */
export function manifests(input: BackendInput<AwsPlace>): readonly TeamManifest[] {
  return teamManifests(input, BACKEND, ({ event, team }) => {
    const place = input.stack.placeOf(team);
    return { kind: "sns-topic", topicArn: topicArn(place, input.desired.organization, event), region: place.region };
  });
}
