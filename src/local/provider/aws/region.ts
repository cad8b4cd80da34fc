import type { InputProperty } from "../input-property.ts";

/** Where the resource is: since version 7 of `@pulumi/aws` an input of every regional resource, by default the provider's. */
export const region: InputProperty = { kind: "string", inherited: true, forceNew: true };
