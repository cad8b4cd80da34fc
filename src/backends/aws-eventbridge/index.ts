import { IAM } from "../aws/iam-quotas.ts";
import { places } from "../aws/places.ts";
import { SQS } from "../aws/sqs-quotas.ts";
import type { Backend } from "../backend.ts";
import type { DeployedPart } from "../deployed.ts";
import { RESOURCES_PER_STACK } from "../engine-budget.ts";
import { budgets } from "./budgets.ts";
import { check } from "./check.ts";
import { deployed } from "./deployed.ts";
import { existingSchemas } from "./existing-event.ts";
import { imports } from "./imports.ts";
import { manifests } from "./manifest.ts";
import { options } from "./options.ts";
import { EVENTBRIDGE_QUOTAS } from "./quotas.ts";
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
  options,
  existing: existingSchemas,
  imports,
  quotas: [...EVENTBRIDGE_QUOTAS, ...Object.values(SQS), ...Object.values(IAM), RESOURCES_PER_STACK],
  budgets,
  check,
  places,
  resources,
  manifests,
  deployed: deployed as DeployedPart,
  deployer: async () => (await import("./deploy.ts")).deployer,
};
