import type { Elsewhere } from "./case.ts";
import type { Located } from "./schema-document.ts";

export const NOWHERE: Elsewhere = { fields: new Set(), anyField: false, elements: false };

export function joinElsewhere(a: Elsewhere, b: Elsewhere): Elsewhere {
  if (a === NOWHERE) return b;
  if (b === NOWHERE) return a;
  return {
    fields: new Set([...a.fields, ...b.fields]),
    anyField: a.anyField || b.anyField,
    elements: a.elements || b.elements,
  };
}

const IN_PLACE = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas"];
/** They apply what cannot be looked up here. */
const DYNAMIC = ["$dynamicRef", "dependencies"];
const OPENING = ["patternProperties", "additionalProperties", "unevaluatedProperties", ...DYNAMIC];
const ELEMENTS = ["items", "prefixItems", "contains", "unevaluatedItems", ...DYNAMIC];

/** All that a schema and those applied to the same place by it say of fields and elements, should they hold. */
export function saidBy(schema: Located, seen = new Set<string>()): Elsewhere {
  if (seen.has(schema.key) || typeof schema.schema === "boolean") return NOWHERE;
  seen.add(schema.key);
  const keywords = schema.schema;
  const own: Elsewhere = {
    fields: new Set(schema.below("properties").keys()),
    anyField: OPENING.some((keyword) => Object.hasOwn(keywords, keyword)),
    elements: ELEMENTS.some((keyword) => Object.hasOwn(keywords, keyword)),
  };
  const reference = keywords["$ref"];
  const target = typeof reference === "string" ? schema.follow(reference) : undefined;
  const others = [...IN_PLACE.flatMap((keyword) => [...schema.below(keyword).values()]), ...(target ? [target] : [])];
  return others.reduce((said, other) => joinElsewhere(said, saidBy(other, seen)), own);
}
