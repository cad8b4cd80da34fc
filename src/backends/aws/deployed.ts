import type { DeployedPart } from "../deployed.ts";
import type { AwsPlace } from "./place.ts";
import { providerId } from "./places.ts";
import { TAG_PREFIX } from "./tags.ts";

const ARN = /^arn:[^:]+:[^:]+:([^:]+):(\d{12}):/;

export const deployed: DeployedPart<AwsPlace> = {
  passages: () => [],
  placeOf: ({ arn }) => {
    const [, region, account] = ARN.exec(String(arn)) ?? [];
    return region === undefined || account === undefined ? undefined : { region, account };
  },
  providerId,
  retiredOf: ({ tags }) => Object(tags)[`${TAG_PREFIX}retired`],
  depths: async () => (await import("./depth.ts")).readDepth,
};
