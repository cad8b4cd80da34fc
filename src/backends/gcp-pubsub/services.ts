import type { ServiceArgs, ServiceIdentityArgs } from "@pulumi/gcp/projects/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import { partOf } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { places, providerId } from "./project.ts";
import type { GcpPlace } from "./settings.ts";

const PUBSUB = "pubsub.googleapis.com";

/** What a project itself needs, once: the Pub/Sub API, then the service account that dead-lettering works through. */
export interface Services {
  readonly resources: readonly CloudResource[];
  /** What a topic waits for. */
  readonly api: readonly string[];
  /** What a grant to the service agent waits for: until it exists, IAM refuses it (cloud reference, section 4, P12). */
  readonly agent: readonly string[];
}

/** By provider id, for every project that is used. The ids of the stack's own project do not name it. */
export function services(input: BackendInput<GcpPlace>): ReadonlyMap<string, Services> {
  const stacksOwn = input.stack.place.project;
  return new Map(
    [...places(input)].map(([provider, place]) => [
      provider,
      servicesOf(place, place.project === stacksOwn ? [] : [place.project]),
    ]),
  );
}

/** Empty where somebody else prepares the project. They belong to no team. The API stays on when the stack goes. */
function servicesOf(place: GcpPlace, path: readonly string[]): Services {
  const { project, enableServices = true } = place;
  if (!enableServices) return { resources: [], api: [], agent: [] };
  const of = [...path, PUBSUB].join("/");
  const once = { name: PUBSUB, team: "", provider: providerId(place), holdsMessages: false };
  const api: CloudResource = {
    ...once,
    type: "gcp:projects/service:Service",
    id: partOf("service", of),
    properties: { project, service: PUBSUB, disableOnDestroy: false } satisfies Unwrap<ServiceArgs>,
    dependsOn: [],
  };
  const agent: CloudResource = {
    ...once,
    type: "gcp:projects/serviceIdentity:ServiceIdentity",
    id: partOf("service", of, "identity"),
    properties: { project, service: PUBSUB } satisfies Unwrap<ServiceIdentityArgs>,
    dependsOn: [api.id],
  };
  return { resources: [api, agent], api: [api.id], agent: [agent.id] };
}
