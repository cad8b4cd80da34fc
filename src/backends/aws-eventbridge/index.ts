import { places } from "../aws/places.ts";
import type { Backend } from "../backend.ts";
import { check } from "./check.ts";
import { manifests } from "./manifest.ts";
import { resources } from "./resources.ts";
import { type AwsPlace, awsPlaceKey, awsPlaceSchema, BACKEND, rolePrincipal } from "./settings.ts";

/**
 * Amazon EventBridge (the classic bus) and SQS: a bus an owning team, where an event is a source and a detail-type;
 * a queue with its dead-letter and undeliverable queue a subscription, fed by a rule on each owner's bus.
 */
export const awsEventbridge: Backend<AwsPlace> = {
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
