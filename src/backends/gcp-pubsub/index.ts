import type { Backend } from "../backend.ts";
import { check } from "./check.ts";
import { manifests } from "./manifest.ts";
import { places } from "./project.ts";
import { resources } from "./resources.ts";
import { type GcpPlace, gcpPlaceSchema, gcpPrincipal } from "./settings.ts";

/** Google Cloud Pub/Sub: a topic an event, and a subscription for each event of a queue. */
export const gcpPubsub: Backend<GcpPlace> = {
  name: "gcp-pubsub",
  placeKey: "gcp",
  placeSchema: gcpPlaceSchema,
  principal: gcpPrincipal,
  check,
  places,
  resources,
  manifests,
  deployer: async () => (await import("./deploy.ts")).deployer,
};
