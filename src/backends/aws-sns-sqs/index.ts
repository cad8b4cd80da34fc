import { IAM } from "../aws/iam-quotas.ts";
import { places } from "../aws/places.ts";
import { SQS } from "../aws/sqs-quotas.ts";
import type { Backend } from "../backend.ts";
import type { DeployedPart } from "../deployed.ts";
import { RESOURCES_PER_STACK } from "../engine-budget.ts";
import { budgets } from "./budgets.ts";
import { check } from "./check.ts";
import { deployed } from "./deployed.ts";
import { existingSchemas } from "./existing-topic.ts";
import { imports } from "./imports.ts";
import { manifests } from "./manifest.ts";
import { options } from "./options.ts";
import { SNS } from "./quotas.ts";
import { resources } from "./resources.ts";
import { type AwsPlace, awsPlaceKey, awsPlaceSchema, BACKEND, rolePrincipal } from "./settings.ts";

/** Amazon SNS and SQS: a topic an event, a queue with its dead-letter and undeliverable queue a subscription. */
export const awsSnsSqs: Backend<AwsPlace> = {
  name: BACKEND,
  placeKey: awsPlaceKey,
  placeSchema: awsPlaceSchema,
  principal: rolePrincipal,
  options,
  existing: existingSchemas,
  imports,
  quotas: [...Object.values(SNS), ...Object.values(SQS), ...Object.values(IAM), RESOURCES_PER_STACK],
  budgets,
  check,
  places,
  resources,
  manifests,
  deployed: deployed as DeployedPart,
  deployer: async () => (await import("./deploy.ts")).deployer,
};
