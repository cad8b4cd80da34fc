import type { CloudResource, Json } from "../../backends/cloud-resource.ts";

/** One change of one grant, for the worse: something more is allowed, or something granted is gone. */
export interface Mutant {
  /** What was changed, as `kind: statement or member of resource id`. */
  readonly what: string;
  readonly kind: string;
  /** Sid of the statement; undefined for a change of a whole resource. */
  readonly sid?: string;
  /** The resource that was changed. */
  readonly of: CloudResource;
  /** All resources, with the change. */
  readonly resources: readonly CloudResource[];
}

/** The mutants of one resource: without it, without one of its properties, or with other ones. */
export function mutantsOf(all: readonly CloudResource[], of: CloudResource) {
  return {
    without: (kind: string): Mutant => ({
      what: `${kind}: ${of.id}`,
      kind,
      of,
      resources: all.filter((each) => each !== of),
    }),
    less: (kind: string, property: string): Mutant => ({
      what: `${kind}: ${of.id}`,
      kind,
      of,
      resources: all.map((each) => (each === of ? { ...each, properties: omitted(each.properties, property) } : each)),
    }),
    with: (kind: string, properties: Readonly<Record<string, Json>>, sid?: string): Mutant => ({
      what: `${kind}: ${sid === undefined ? "" : `${sid} of `}${of.id}`,
      kind,
      ...(sid !== undefined && { sid }),
      of,
      resources: all.map((each) =>
        each === of ? { ...each, properties: { ...each.properties, ...properties } } : each,
      ),
    }),
  };
}

function omitted(properties: CloudResource["properties"], property: string): CloudResource["properties"] {
  const { [property]: _gone, ...rest } = properties;
  return rest;
}
