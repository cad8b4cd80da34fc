import type { Json } from "../cloud-resource.ts";
import { avroDefault } from "./avro-default.ts";
import type { Spot, Translation } from "./avro-translation.ts";
import { isObject, pointerTo, type SchemaObject } from "./json-schema.ts";

/** Names and enum symbols: Apache AVRO specification, "Names". */
export const AVRO_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A record of the named fields, or a map where only the type of values is said. */
export function objectType(schema: SchemaObject, spot: Spot, found: Translation, typeOf: (spot: Spot) => Json): Json {
  const { properties = {}, required = [], additionalProperties: others = false } = schema;
  const fields = Object.entries(Object(properties) as SchemaObject);
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const { pointer } = spot;
  if (others !== false) {
    const at = pointerTo(pointer, "additionalProperties");
    if (fields.length > 0) return found.cannot(at, "allows fields that are not named, and an AVRO record has none");
    if (!isObject(others)) return found.cannot(at, "allows fields of any type");
    if (needed.length > 0) found.loosen(pointerTo(pointer, "required"), "names keys of a map");
    return { type: "map", values: typeOf({ ...spot, schema: others, pointer: at, name: `${spot.name}_value` }) };
  }
  if (fields.length === 0) return found.cannot(pointer, "is an object without fields");
  const unnamed = needed.filter((field) => !fields.some(([name]) => name === field));
  if (unnamed.length > 0)
    return found.cannot(pointerTo(pointer, "required"), `wants ${unnamed.join(", ")} without saying what it is`);

  const name = found.unused(spot.name);
  const fieldType = (field: string, inner: unknown): Json => {
    const at = pointerTo(pointer, "properties", field);
    if (!AVRO_NAME.test(field)) return found.cannot(at, "is no AVRO name (letters, digits and _)");
    if (!needed.includes(field)) return found.cannot(at, "is optional, and AVRO's JSON encoding wants every field");
    return typeOf({ ...spot, schema: inner, pointer: at, name: `${spot.name}_${field}` });
  };
  const typed = fields.map(([field, inner]) => {
    const type = fieldType(field, inner);
    return { name: field, type, default: avroDefault(type) };
  });
  return { type: "record", name, fields: typed };
}
