import type { ServiceArgs, ServiceIdentityArgs } from "@pulumi/gcp/projects/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import { id } from "../../desired-state/id.ts";
import type { CloudResource } from "../cloud-resource.ts";
import type { GcpPlace } from "./settings.ts";

const PUBSUB = "pubsub.googleapis.com";

/** What the project itself needs, once: the Pub/Sub API, then the service account that dead-lettering works through. */
export interface Services {
  readonly resources: readonly CloudResource[];
  /** What a topic waits for. */
  readonly api: readonly string[];
  /** What a grant to the service agent waits for: until it exists, IAM refuses it (cloud reference, section 4, P12). */
  readonly agent: readonly string[];
}

/** Empty where somebody else prepares the project. They belong to no team. The API stays on when the stack goes. */
export function services({ project, enableServices = true }: GcpPlace): Services {
  if (!enableServices) return { resources: [], api: [], agent: [] };
  const once = { name: PUBSUB, team: "", holdsMessages: false };
  const api: CloudResource = {
    ...once,
    type: "gcp:projects/service:Service",
    id: id("service", PUBSUB),
    properties: { project, service: PUBSUB, disableOnDestroy: false } satisfies Unwrap<ServiceArgs>,
    dependsOn: [],
  };
  const agent: CloudResource = {
    ...once,
    type: "gcp:projects/serviceIdentity:ServiceIdentity",
    id: id("service", PUBSUB, "identity"),
    properties: { project, service: PUBSUB } satisfies Unwrap<ServiceIdentityArgs>,
    dependsOn: [api.id],
  };
  return { resources: [api, agent], api: [api.id], agent: [agent.id] };
}
