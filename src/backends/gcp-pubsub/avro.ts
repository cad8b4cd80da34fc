import type { Json } from "../cloud-resource.ts";
import { AVRO_NAME, objectType } from "./avro-object.ts";
import { type Spot, Translation, type Unsaid } from "./avro-translation.ts";
import { baseOf, follow, isObject, NO_ID, pointerTo, type SchemaObject } from "./json-schema.ts";

export interface Avro {
  readonly type: Json;
  /** AVRO would refuse what the schema allows, or say nothing at all: the type is not to be used. */
  readonly problems: readonly Unsaid[];
  /** AVRO allows more than the schema does. */
  readonly unchecked: readonly Unsaid[];
}

/** A `long` has 64 bits: Apache AVRO specification, "Primitive Types". */
const PRIMITIVE: Readonly<Record<string, string>> = {
  string: "string",
  boolean: "boolean",
  integer: "long",
  number: "double",
  null: "null",
};

/** They only narrow what a value can be, and AVRO has nothing like them. */
const NARROWING = [
  ...["format", "pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType", "contentSchema"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains"],
  ...["minProperties", "maxProperties", "propertyNames", "dependentRequired", "not"],
];

/** They may bring in fields or types that the rest of the schema does not name. */
const COMPOSING = [
  ...["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "$dynamicRef"],
  ...["patternProperties", "prefixItems", "unevaluatedProperties", "unevaluatedItems"],
];

/**
 * The AVRO type of the JSON values that a JSON Schema describes, where AVRO's JSON encoding (Apache AVRO specification,
 * "JSON Encoding") reads the same plain JSON: in it the value of a union is wrapped in a map that names its type, so that
 * no field can be optional or nullable. Data as written has only the fields that its schema names, unless
 * `additionalProperties` says otherwise (docs/contracts.md).
 * @param document stands alone
 * @param name of the outermost named type; those below are named after it and their place
 */
export function avroOf(document: unknown, name: string): Avro {
  const found = new Translation();
  const typeOf = (spot: Spot): Json => {
    const { schema, pointer } = spot;
    if (found.isTooMuch(spot)) return found.cannot(pointer, "stands for too many types");
    if (!isObject(schema)) return found.cannot(pointer, "allows any value or none");
    const own = { ...spot, base: baseOf(schema, spot.base) };
    const composing = COMPOSING.find((keyword) => Object.hasOwn(schema, keyword));
    if (composing !== undefined)
      return found.cannot(pointerTo(pointer, composing), "is a choice or a combination, and AVRO's unions are tagged");
    for (const keyword of NARROWING)
      if (Object.hasOwn(schema, keyword)) found.loosen(pointerTo(pointer, keyword), "is unknown to AVRO");
    const { $ref: reference } = schema;
    return typeof reference === "string" ? referred(reference, schema, own) : plain(schema, own);
  };

  const referred = (reference: string, schema: SchemaObject, spot: Spot): Json => {
    const at = pointerTo(spot.pointer, "$ref");
    const target = follow(document, reference, spot.base);
    if (target === undefined) return found.cannot(at, "leads to no schema by a JSON Pointer");
    if (spot.through.includes(target.schema)) return found.cannot(at, "leads back to where it stands");
    if (["type", "properties", "items", "enum", "const"].some((keyword) => Object.hasOwn(schema, keyword)))
      return found.cannot(at, "stands beside other keywords");
    return typeOf({ ...spot, ...target, through: [...spot.through, target.schema] });
  };

  const plain = (schema: SchemaObject, spot: Spot): Json => {
    const { pointer, name } = spot;
    const values = Object.hasOwn(schema, "const") ? [schema["const"]] : schema["enum"];
    if (Array.isArray(values) && values.every((value) => typeof value === "string")) {
      const symbols = [...new Set<string>(values)];
      if (symbols.every((symbol) => AVRO_NAME.test(symbol))) return { type: "enum", name: found.unused(name), symbols };
      found.loosen(pointer, "names texts that are no AVRO symbols (letters, digits and _)");
      return "string";
    }
    if (values !== undefined) found.loosen(pointer, "names values that are no texts");
    const { type: given, items } = schema;
    const type: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
    if (Array.isArray(type))
      return found.cannot(pointerTo(pointer, "type"), `is ${type.join(" or ")}, and AVRO's unions are tagged`);
    if (type === "object") return objectType(schema, spot, found, typeOf);
    if (type === "array")
      return isObject(items)
        ? {
            type,
            items: typeOf({ ...spot, schema: items, pointer: pointerTo(pointer, "items"), name: `${name}_item` }),
          }
        : found.cannot(pointer, "says nothing of its items");
    return PRIMITIVE[String(type)] ?? found.cannot(pointer, "names no type");
  };

  const type = typeOf({ schema: document, base: NO_ID, pointer: "", name, through: [document] });
  return { type, problems: found.problems, unchecked: found.unchecked };
}
