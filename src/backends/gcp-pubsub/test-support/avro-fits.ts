import type { Json } from "../../cloud-resource.ts";

/**
 * Whether a JSON value is of an AVRO type in AVRO's JSON encoding (Apache AVRO specification 1.12, "JSON Encoding"),
 * for the types that we make: no unions, no references to named types.
 */
export function fits(type: Json, value: unknown): boolean {
  if (typeof type === "string") return fitsPrimitive(type, value);
  const { type: kind, items, values, symbols, fields } = type as { readonly [key: string]: Json };
  const isMap = value !== null && typeof value === "object" && !Array.isArray(value);
  switch (kind) {
    case "enum":
      return (symbols as readonly unknown[]).includes(value);
    case "array":
      return Array.isArray(value) && value.every((item) => fits(items ?? null, item));
    case "map":
      return isMap && Object.values(value).every((inner) => fits(values ?? null, inner));
    case "record": {
      const named = fields as readonly { readonly name: string; readonly type: Json }[];
      return (
        isMap &&
        Object.keys(value).every((key) => named.some(({ name }) => name === key)) &&
        named.every(({ name, type: of }) => Object.hasOwn(value, name) && fits(of, Object(value)[name]))
      );
    }
    default:
      throw new Error(`the AVRO type ${JSON.stringify(type)} is not known here`);
  }
}

function fitsPrimitive(type: string, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "long":
      return Number.isInteger(value);
    case "double":
      return typeof value === "number";
    case "boolean":
    case "string":
      return typeof value === type;
    default:
      throw new Error(`the AVRO type ${type} is not known here`);
  }
}
