/** The public API: what a user's own code may import. Nothing of `@pulumi` is loaded by it, only its types are used. */

export type { ResourceProperties } from "./backends/resource-properties.ts";
export type { About } from "./backends/transforms.ts";
export { defineTransforms, type Transforms } from "./define-transforms.ts";
