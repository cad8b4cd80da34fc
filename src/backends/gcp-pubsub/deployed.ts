import type { DeployedPart } from "../deployed.ts";
import { providerId } from "./project.ts";
import type { GcpPlace } from "./settings.ts";

export const deployed: DeployedPart<Pick<GcpPlace, "project" | "impersonate">> = {
  passages: () => [],
  placeOf: ({ project }) => (typeof project === "string" ? { project } : undefined),
  providerId,
  retiredOf: ({ labels }) => Object(labels).retired,
  depths: async () => (await import("./depth.ts")).readDepth,
};
