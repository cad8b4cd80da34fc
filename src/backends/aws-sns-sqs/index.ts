import { places } from "../aws/places.ts";
import type { Backend } from "../backend.ts";
import { check } from "./check.ts";
import { manifests } from "./manifest.ts";
import { resources } from "./resources.ts";
import { type AwsPlace, awsPlaceKey, awsPlaceSchema, BACKEND, rolePrincipal } from "./settings.ts";

/** Amazon SNS and SQS: a topic an event, a queue with its dead-letter and undeliverable queue a subscription. */
export const awsSnsSqs: Backend<AwsPlace> = {
  name: BACKEND,
  placeKey: awsPlaceKey,
  placeSchema: awsPlaceSchema,
  principal: rolePrincipal,
  check,
  places,
  resources,
  manifests,
  deployer: async () => (await import("./deploy.ts")).deployer,
};
