import { arn } from "../aws/arn.ts";
import { composeName, type NameRule } from "../name.ts";
import type { AwsPlace } from "./settings.ts";

/** SNS API Reference, CreateTopic: 256 characters; 5 are kept for the `.fifo` of a later generation. */
const TOPIC: NameRule = { legal: /[A-Za-z0-9_-]/, limit: 251 };

export function topicName(organization: string, event: string): string {
  return composeName(TOPIC, [organization, event]);
}

export function topicArn(place: AwsPlace, organization: string, event: string): string {
  return arn(place, "sns", topicName(organization, event));
}
