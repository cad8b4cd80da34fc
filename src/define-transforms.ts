import type { ResourceProperties } from "./backends/resource-properties.ts";
import type { About } from "./backends/transforms.ts";

/**
 * By Pulumi type, a function that gets the properties of each resource of the type and returns those to deploy. It gets a copy,
 * which it may change and return. It must give the same for the same, and plain JSON; names, and what a resource is
 * attached to, have to stay. What it does to a policy or a filter is its own responsibility.
 */
export type Transforms = {
  readonly [Type in keyof ResourceProperties]?: (
    properties: ResourceProperties[Type],
    about: About,
  ) => ResourceProperties[Type];
};

/** Gives the functions their types, in the module that a stack file names as `event-topology:transforms`. */
export function defineTransforms(transforms: Transforms): Transforms {
  return transforms;
}
