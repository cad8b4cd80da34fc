import type { CloudResource } from "../backends/cloud-resource.ts";

/** What is known of a resource that stands: deployed, or planned by another revision of the file. */
export interface Standing extends Pick<CloudResource, "id" | "type" | "name" | "holdsMessages" | "retired"> {
  /** Id of the provider that made it; undefined where a deployed resource does not tell. */
  readonly provider?: string;
  /** Of a deployed resource: what the cloud told, with more in it than was planned. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deployed?: true;
}

/** The engine knows a resource by both: one of another type under the same id is another resource. */
export function keyOf({ id, type }: Pick<Standing, "id" | "type">): string {
  return `${type} ${id}`;
}
