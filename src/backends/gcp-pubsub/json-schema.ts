/** A JSON Schema of draft 2020-12 that is no boolean. */
export interface SchemaObject {
  readonly [keyword: string]: unknown;
}

export function isObject(value: unknown): value is SchemaObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Base of the references in a document without `$id`. */
export const NO_ID = "schema://document/";

/** A schema, and the URI that its references are relative to. */
export interface Based {
  readonly schema: unknown;
  readonly base: string;
}

/**
 * What a `$ref` leads to in a document that stands alone: by JSON Pointer, in the whole document or in one of its `$defs`
 * that has an `$id` (draft 2020-12 core §8.2); undefined when it leads nowhere, or by an `$anchor`.
 */
export function follow(document: unknown, reference: string, base: string): Based | undefined {
  const [resource = "", fragment = ""] = absolute(reference, base).split("#");
  const whole = [document, ...Object.values(isObject(document) ? Object(document["$defs"]) : {})].find(
    (one) => baseOf(one, NO_ID).split("#")[0] === resource,
  );
  if (whole === undefined || (fragment !== "" && !fragment.startsWith("/"))) return undefined;
  const steps = fragment === "" ? [] : fragment.slice(1).split("/").map(unescaped);
  const schema = steps.reduce<unknown>(
    (from, step) =>
      Object(from) === from && Object.hasOwn(from as object, step) ? (from as SchemaObject)[step] : undefined,
    whole,
  );
  return schema === undefined ? undefined : { schema, base: resource };
}

/** The URI that the references in a schema are relative to. */
export function baseOf(schema: unknown, base: string): string {
  return isObject(schema) && typeof schema["$id"] === "string" ? absolute(schema["$id"], base) : base;
}

/** RFC 6901, section 4, in a URI. */
export function pointerTo(pointer: string, ...steps: readonly string[]): string {
  return [pointer, ...steps.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

function unescaped(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}

function absolute(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}
