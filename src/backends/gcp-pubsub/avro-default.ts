import type { Json } from "../cloud-resource.ts";

const PRIMITIVE: Readonly<Record<string, Json>> = { string: "", boolean: false, long: 0, double: 0, null: null };

/**
 * Some value of an AVRO type. A field that has one may come and go in later revisions, which Pub/Sub wants to be readable
 * in both directions (cloud.google.com/pubsub/docs/commit-schema-revision). Messages have to have the field all the same.
 */
export function avroDefault(type: Json): Json {
  if (typeof type === "string") return PRIMITIVE[type] ?? null;
  const { type: kind, symbols, fields } = type as { readonly [key: string]: Json };
  if (kind === "enum") return (symbols as readonly string[])[0] ?? null;
  if (kind === "array") return [];
  if (kind === "map") return {};
  const named = fields as readonly { readonly name: string; readonly default: Json }[];
  return Object.fromEntries(named.map((field) => [field.name, field.default]));
}
