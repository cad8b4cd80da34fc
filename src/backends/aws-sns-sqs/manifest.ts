import { teamManifests } from "../aws/team-manifests.ts";
import type { BackendInput } from "../backend.ts";
import type { TeamManifest } from "../manifest.ts";
import { marks } from "../mark.ts";
import { type AwsPlace, BACKEND } from "./settings.ts";
import { topicOf } from "./topic-of.ts";

/**
 * Publishers send the envelope as the message of `Publish` to the topic, filtered attributes as message attributes of type
 * String, or Number where filters compare numbers, and to an ordered topic a message group id.
 */
export function manifests(input: BackendInput<AwsPlace>): readonly TeamManifest[] {
  return teamManifests(input, BACKEND, (topic) => {
    const { arn, place, existing } = topicOf(input, topic);
    return { kind: "sns-topic", topicArn: arn, region: place.region, ...marks(existing?.mark) };
  });
}
