import type { Backend } from "../backend.ts";
import type { DeployedPart } from "../deployed.ts";
import { RESOURCES_PER_STACK } from "../engine-budget.ts";
import { budgets } from "./budgets.ts";
import { check } from "./check.ts";
import { deployed } from "./deployed.ts";
import { existingSchemas } from "./existing.ts";
import { imports } from "./imports.ts";
import { manifests } from "./manifest.ts";
import { options } from "./options.ts";
import { gcpPlaceSchema } from "./place-schema.ts";
import { places } from "./project.ts";
import { PUBSUB } from "./quotas.ts";
import { resources } from "./resources.ts";
import { type GcpPlace, gcpPrincipal } from "./settings.ts";

/** Google Cloud Pub/Sub: a topic an event, and a subscription for each event of a queue. */
export const gcpPubsub: Backend<GcpPlace> = {
  name: "gcp-pubsub",
  placeKey: "gcp",
  placeSchema: gcpPlaceSchema,
  principal: gcpPrincipal,
  options,
  existing: existingSchemas,
  imports,
  quotas: [...Object.values(PUBSUB), RESOURCES_PER_STACK],
  budgets,
  check,
  places,
  resources,
  manifests,
  deployed: deployed as DeployedPart,
  deployer: async () => (await import("./deploy.ts")).deployer,
};
