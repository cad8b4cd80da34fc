import { id } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import type { GcpPlace } from "./settings.ts";

/** Id of the provider that makes everything in a project. */
export function providerId({ project }: GcpPlace): string {
  return id("provider", "gcp", project);
}

/** The projects of all teams, by provider id, sorted. A topic stands in its owner's project, a queue in its team's. */
export function places({ desired, stack }: BackendInput<GcpPlace>): ReadonlyMap<string, GcpPlace> {
  const used = desired.teams.map(({ name }) => stack.placeOf(name));
  return new Map(used.map((place) => [providerId(place), place] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}
