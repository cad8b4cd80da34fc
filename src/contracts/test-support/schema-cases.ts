import type { SchemaChangeKind } from "../compare/schema-change.ts";
import type { JsonSchema } from "../json-schema.ts";
import { ifThen } from "./if-then.ts";

/** One change of a schema, and what it breaks: of two versions next to each other a person can tell. */
export interface SchemaCase {
  readonly name: string;
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly breaks: "nothing" | "backward" | "forward" | "both";
  /** The kinds of the changes with their fields, sorted: `field-added a.b`. */
  readonly told: readonly string[];
}

type Told = `${SchemaChangeKind}${"" | ` ${string}`}`;

function change(
  name: string,
  before: JsonSchema,
  after: JsonSchema,
  breaks: SchemaCase["breaks"],
  ...told: readonly Told[]
): SchemaCase {
  return { name, before, after, breaks, told };
}

const text = { type: "string" };
const whole = { type: "integer" };

/** An object that names these fields and says nothing of others. */
function open(properties: object, ...required: readonly string[]): JsonSchema {
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

function closed(properties: object, ...required: readonly string[]): JsonSchema {
  return { ...Object(open(properties, ...required)), additionalProperties: false };
}

/** The schema of one field `a`, so that changes are told of it. */
function ofField(schema: JsonSchema): JsonSchema {
  return open({ a: schema });
}

/** A change of the only field. */
function field(
  name: string,
  before: JsonSchema,
  after: JsonSchema,
  breaks: SchemaCase["breaks"],
  ...told: readonly Told[]
): SchemaCase {
  return change(name, ofField(before), ofField(after), breaks, ...told);
}

const card = open({ kind: { const: "card" }, number: text }, "kind", "number");
const cash = open({ kind: { const: "cash" }, amount: whole }, "kind", "amount");
const voucher = open({ kind: { const: "voucher" }, code: text }, "kind", "code");

export const SCHEMA_CASES: readonly SchemaCase[] = [
  // Fields
  change("an optional field added", open({ a: text }), open({ a: text, b: text }), "nothing", "field-added b"),
  change("an optional field removed", open({ a: text, b: text }), open({ a: text }), "nothing", "field-removed b"),
  change("a required field added", open({ a: text }), open({ a: text, b: text }, "b"), "backward", "field-added b"),
  change("a required field removed", open({ a: text, b: text }, "b"), open({ a: text }), "forward", "field-removed b"),
  change("a field renamed", open({ a: text }, "a"), open({ b: text }, "b"), "both", "field-added b", "field-removed a"),
  change("a field becomes required", open({ a: text }), open({ a: text }, "a"), "backward", "required-added a"),
  change("a field becomes optional", open({ a: text }, "a"), open({ a: text }), "forward", "required-removed a"),
  change(
    "an optional field added to a closed object",
    closed({ a: text }),
    closed({ a: text, b: text }),
    "forward",
    "field-added b",
  ),
  change(
    "an optional field removed from a closed object",
    closed({ a: text, b: text }),
    closed({ a: text }),
    "backward",
    "field-removed b",
  ),
  change(
    "a required field added to a closed object",
    closed({ a: text }),
    closed({ a: text, b: text }, "b"),
    "both",
    "field-added b",
  ),
  change(
    "a field required that no schema names",
    open({ a: text }),
    open({ a: text }, "b"),
    "backward",
    "required-added b",
  ),
  change(
    "a field of a field added",
    ofField(open({ b: text })),
    ofField(open({ b: text, c: text })),
    "nothing",
    "field-added a.c",
  ),
  change(
    "a required field three levels down",
    ofField(ofField(open({}))),
    ofField(ofField(open({ c: text }, "c"))),
    "backward",
    "field-added a.a.c",
  ),
  change("a field that is forbidden now", open({ a: text }), open({ a: false }), "backward", "type-narrowed a"),
  change("a field that becomes free", open({ a: text }), open({ a: true }), "forward", "type-widened a"),
  // Other fields
  change("other fields forbidden", open({ a: text }), closed({ a: text }), "nothing", "other-fields-narrowed"),
  change("other fields no longer forbidden", closed({ a: text }), open({ a: text }), "nothing", "other-fields-widened"),
  change(
    "other fields announced",
    closed({ a: text }),
    { ...Object(open({ a: text })), additionalProperties: true },
    "forward",
    "other-fields-widened",
  ),
  change(
    "announced other fields forbidden",
    { ...Object(open({ a: text })), additionalProperties: true },
    closed({ a: text }),
    "backward",
    "other-fields-narrowed",
  ),
  change(
    "a map gets another type of values",
    { additionalProperties: text },
    { additionalProperties: whole },
    "both",
    "type-changed *",
  ),
  change(
    "a map's values widened",
    { additionalProperties: whole },
    { additionalProperties: { type: "number" } },
    "forward",
    "type-widened *",
  ),
  change(
    "a field named that was among the other fields",
    { type: "object", additionalProperties: text },
    { type: "object", properties: { a: text }, additionalProperties: text },
    "nothing",
    "field-added a",
  ),
  change(
    "a field named with another type than other fields had",
    { type: "object", additionalProperties: text },
    { type: "object", properties: { a: whole }, additionalProperties: text },
    "both",
    "field-added a",
  ),
  // Types
  field("another type", text, whole, "both", "type-changed a"),
  field("whole numbers become numbers", whole, { type: "number" }, "forward", "type-widened a"),
  field("numbers become whole", { type: "number" }, whole, "backward", "type-narrowed a"),
  field("null allowed", text, { type: ["string", "null"] }, "forward", "type-widened a"),
  field("null no longer allowed", { type: ["string", "null"] }, text, "backward", "type-narrowed a"),
  field(
    "null by anyOf instead of by type",
    { type: ["string", "null"] },
    { anyOf: [text, { type: "null" }] },
    "nothing",
  ),
  field("types in another order", { type: ["string", "null"] }, { type: ["null", "string"] }, "nothing"),
  field("a type where there was none", true, text, "backward", "type-narrowed a"),
  change("data becomes a list", text, { type: "array", items: text }, "both", "type-changed"),
  // Listed values
  field("a value added to a list", { enum: ["x", "y"] }, { enum: ["x", "y", "z"] }, "forward", "enum-widened a"),
  field("a value removed from a list", { enum: ["x", "y"] }, { enum: ["x"] }, "backward", "enum-narrowed a"),
  field("a value exchanged", { enum: ["x", "y"] }, { enum: ["x", "z"] }, "both", "enum-narrowed a", "enum-widened a"),
  field("values in another order", { enum: ["x", "y"] }, { enum: ["y", "x"] }, "nothing"),
  field("const instead of a list of one", { enum: ["x"] }, { const: "x" }, "nothing"),
  field("another constant", { const: "x" }, { const: "y" }, "both", "enum-narrowed a", "enum-widened a"),
  field("a text gets a list of values", text, { enum: ["x"] }, "backward", "enum-narrowed a"),
  field("a list of values becomes a text", { enum: ["x"] }, text, "forward", "enum-widened a"),
  field(
    "listed values become a pattern that they match",
    { enum: ["x1", "x2"] },
    { type: "string", pattern: "^x" },
    "forward",
    "enum-widened a",
    "format-narrowed a",
  ),
  field("null added to listed values", { enum: ["x"] }, { enum: ["x", null] }, "forward", "type-widened a"),
  // Limits, formats, patterns
  field(
    "minimum raised",
    { type: "integer", minimum: 1 },
    { type: "integer", minimum: 2 },
    "backward",
    "limit-tightened a",
  ),
  field(
    "minimum lowered",
    { type: "integer", minimum: 2 },
    { type: "integer", minimum: 1 },
    "forward",
    "limit-loosened a",
  ),
  field("maximum added", whole, { type: "integer", maximum: 9 }, "backward", "limit-tightened a"),
  field(
    "exclusive minimum instead of minimum",
    { type: "number", minimum: 1 },
    { type: "number", exclusiveMinimum: 1 },
    "backward",
    "limit-loosened a",
    "limit-tightened a",
  ),
  field("a limit that does not concern the type", text, { type: "string", minimum: 3 }, "nothing"),
  field(
    "maxLength lowered",
    { type: "string", maxLength: 9 },
    { type: "string", maxLength: 8 },
    "backward",
    "limit-tightened a",
  ),
  field("maxLength removed", { type: "string", maxLength: 9 }, text, "forward", "limit-loosened a"),
  field(
    "a multiple of a multiple",
    { type: "integer", multipleOf: 4 },
    { type: "integer", multipleOf: 2 },
    "forward",
    "format-changed a",
  ),
  field("a format added", text, { type: "string", format: "date-time" }, "backward", "format-narrowed a"),
  field("a format removed", { type: "string", format: "email" }, text, "forward", "format-widened a"),
  field(
    "another format",
    { type: "string", format: "date" },
    { type: "string", format: "date-time" },
    "both",
    "format-changed a",
  ),
  field("a pattern added", text, { type: "string", pattern: "^[A-Z]+$" }, "backward", "format-narrowed a"),
  field(
    "another pattern",
    { type: "string", pattern: "^a" },
    { type: "string", pattern: "^b" },
    "both",
    "format-changed a",
  ),
  field(
    "another encoding",
    { type: "string", contentEncoding: "base64" },
    { type: "string", contentEncoding: "base16" },
    "both",
    "format-changed a",
  ),
  change("more fields demanded", { minProperties: 1 }, { minProperties: 2 }, "backward", "limit-tightened"),
  // Lists
  field(
    "another type of elements",
    { type: "array", items: text },
    { type: "array", items: whole },
    "both",
    "type-changed a[]",
  ),
  field(
    "a required field added to elements",
    { type: "array", items: open({ b: text }) },
    { type: "array", items: open({ b: text, c: text }, "c") },
    "backward",
    "field-added a[].c",
  ),
  field(
    "elements of elements widened",
    { type: "array", items: { type: "array", items: whole } },
    { type: "array", items: { type: "array", items: { type: "number" } } },
    "forward",
    "type-widened a[][]",
  ),
  field(
    "more elements allowed",
    { type: "array", maxItems: 3 },
    { type: "array", maxItems: 5 },
    "forward",
    "limit-loosened a",
  ),
  field(
    "elements must differ",
    { type: "array" },
    { type: "array", uniqueItems: true },
    "backward",
    "limit-tightened a",
  ),
  field(
    "the second of a tuple changed",
    { type: "array", prefixItems: [text, whole], items: false },
    { type: "array", prefixItems: [text, text], items: false },
    "both",
    "type-changed a[1]",
  ),
  field(
    "a tuple gets longer",
    { type: "array", prefixItems: [text], items: false },
    { type: "array", prefixItems: [text, text], items: false },
    "forward",
    "type-widened a[1]",
  ),
  field(
    "something must be contained",
    { type: "array" },
    { type: "array", contains: { const: 1 } },
    "backward",
    "condition-added a",
  ),
  // References and definitions
  change(
    "a definition for what was written out",
    ofField(text),
    { $ref: "#/$defs/d", $defs: { d: ofField(text) } },
    "nothing",
  ),
  change(
    "a definition that two fields share changed",
    { ...Object(open({ a: { $ref: "#/$defs/d" }, b: { $ref: "#/$defs/d" } })), $defs: { d: text } },
    { ...Object(open({ a: { $ref: "#/$defs/d" }, b: { $ref: "#/$defs/d" } })), $defs: { d: whole } },
    "both",
    "type-changed a",
    "type-changed b",
  ),
  change(
    "a definition that nobody uses changed",
    { type: "string", $defs: { d: text } },
    { type: "string", $defs: { d: whole } },
    "nothing",
  ),
  change(
    "a reference by anchor instead of by pointer",
    { ...Object(open({ a: { $ref: "#/$defs/d" } })), $defs: { d: text } },
    { ...Object(open({ a: { $ref: "#d" } })), $defs: { d: { type: "string", $anchor: "d" } } },
    "nothing",
  ),
  change(
    "a reference by $id instead of by pointer",
    { ...Object(open({ a: { $ref: "#/$defs/d" } })), $defs: { d: text } },
    {
      $id: "https://ar.example/s/one.json",
      ...Object(open({ a: { $ref: "two.json" } })),
      $defs: { d: { $id: "two.json", type: "string" } },
    },
    "nothing",
  ),
  change(
    "a field that a tree's nodes must have",
    open({ child: { $ref: "#" } }),
    open({ child: { $ref: "#" }, a: text }, "a"),
    "backward",
    "field-added a",
  ),
  change(
    "a tree gets an optional field",
    open({ child: { $ref: "#" } }),
    open({ child: { $ref: "#" }, a: text }),
    "nothing",
    "field-added a",
  ),
  change(
    "a restriction beside a reference",
    { ...Object(ofField({ $ref: "#/$defs/d" })), $defs: { d: text } },
    { ...Object(ofField({ $ref: "#/$defs/d", maxLength: 3 })), $defs: { d: text } },
    "backward",
    "limit-tightened a",
  ),
  // Combinations
  change(
    "allOf taken together",
    { allOf: [open({ a: text }, "a"), open({ b: text })] },
    open({ a: text, b: text }, "a"),
    "nothing",
  ),
  change(
    "a demand added by allOf",
    open({ a: text }),
    { allOf: [open({ a: text }), { required: ["a"] }] },
    "backward",
    "required-added a",
  ),
  change(
    "a closed part of allOf opened",
    { allOf: [closed({ a: text })] },
    { allOf: [closed({ a: text, b: text })] },
    "forward",
    "field-added b",
  ),
  field(
    "an alternative added",
    { anyOf: [text, whole] },
    { anyOf: [text, whole, { type: "boolean" }] },
    "forward",
    "type-widened a",
  ),
  field("an alternative removed", { anyOf: [text, whole] }, { anyOf: [text] }, "backward", "type-narrowed a"),
  field("alternatives in another order", { anyOf: [text, whole] }, { anyOf: [whole, text] }, "nothing"),
  change("a kind added", { oneOf: [card, cash] }, { oneOf: [card, cash, voucher] }, "forward", "alternative-added"),
  change(
    "a kind removed",
    { oneOf: [card, cash, voucher] },
    { oneOf: [card, voucher] },
    "backward",
    "alternative-removed",
  ),
  change("kinds in another order, by anyOf", { oneOf: [card, cash] }, { anyOf: [cash, card] }, "nothing"),
  change(
    "an optional field of one kind added",
    { oneOf: [card, cash] },
    { oneOf: [open({ kind: { const: "card" }, number: text, holder: text }, "kind", "number"), cash] },
    "nothing",
    "field-added holder",
  ),
  change(
    "a required field of one kind removed",
    { oneOf: [card, cash] },
    { oneOf: [open({ kind: { const: "card" } }, "kind"), cash] },
    "forward",
    "field-removed number",
  ),
  change(
    "one object becomes kinds",
    open({ kind: { enum: ["card", "cash"] } }, "kind"),
    { oneOf: [open({ kind: { const: "card" } }, "kind"), open({ kind: { const: "cash" } }, "kind")] },
    "nothing",
    "alternative-added",
    "alternative-added",
    "alternative-removed",
  ),
  change(
    "oneOf of what can hold together",
    { oneOf: [open({ a: text }), open({ b: text })] },
    { anyOf: [open({ a: text }), open({ b: text })] },
    "forward",
    "condition-removed",
  ),
  field("something excluded", text, { type: "string", not: { const: "x" } }, "backward", "condition-added a"),
  field(
    "less excluded",
    { type: "integer", not: { minimum: 3 } },
    { type: "integer", not: { minimum: 5 } },
    "forward",
    "condition-added a",
    "condition-removed a",
  ),
  change(
    "a conditional demand added",
    open({ a: text, b: text }),
    { ...Object(open({ a: text, b: text })), ...ifThen({ required: ["a"] }, { required: ["b"] }) },
    "backward",
    "condition-added",
  ),
  change(
    "a conditional demand dropped in one branch",
    { ...Object(open({ a: text, b: text })), ...ifThen({ required: ["a"] }, { required: ["b"] }) },
    { ...Object(open({ a: text, b: text })), ...ifThen({ required: ["a"] }, true) },
    "forward",
    "required-removed b",
  ),
  change(
    "a field demanded beside another",
    open({ a: text, b: text }),
    { ...Object(open({ a: text, b: text })), dependentRequired: { a: ["b"] } },
    "backward",
    "required-added b",
  ),
  change(
    "a field no longer demanded beside another, since it is always",
    { ...Object(open({ a: text, b: text })), dependentRequired: { a: ["b"] } },
    open({ a: text, b: text }, "b"),
    "backward",
    "required-added b",
    "required-removed b",
  ),
  // Fields by pattern, names of fields, unevaluated fields
  change(
    "fields by pattern added to a closed object",
    closed({ a: text }),
    { ...Object(closed({ a: text })), patternProperties: { "^x-": text } },
    "forward",
    "other-fields-widened",
  ),
  change(
    "fields by pattern of another type",
    { patternProperties: { "^x-": text } },
    { patternProperties: { "^x-": whole } },
    "both",
    'type-changed "^x-"',
  ),
  change(
    "a pattern for fields that were free",
    { type: "object" },
    { type: "object", patternProperties: { "^x-": whole } },
    "backward",
    "other-fields-narrowed",
  ),
  change(
    "shorter names",
    { propertyNames: { maxLength: 9 } },
    { propertyNames: { maxLength: 5 } },
    "backward",
    "schema-changed",
  ),
  change(
    "unevaluated fields instead of additional ones",
    closed({ a: text }),
    { ...Object(open({ a: text })), unevaluatedProperties: false },
    "nothing",
  ),
  change(
    "a field added to a part of what unevaluatedProperties closes",
    { allOf: [open({ a: text })], unevaluatedProperties: false },
    { allOf: [open({ a: text, b: text })], unevaluatedProperties: false },
    "forward",
    "field-added b",
  ),
  change(
    "unevaluated fields forbidden around alternatives",
    { anyOf: [open({ a: text }), open({ b: text })] },
    { anyOf: [open({ a: text }), open({ b: text })], unevaluatedProperties: false },
    "backward",
    "condition-added",
  ),
  // What several schemas say of one place
  change(
    "a field that a condition names, where others must be texts now",
    {
      ...Object(open({ k: text, a: open({ x: text }) })),
      ...ifThen({ required: ["k"] }, open({ a: open({ y: whole }) })),
    },
    open({ k: text, a: { ...Object(open({ x: text })), additionalProperties: text } }),
    "both",
    "condition-removed",
    "other-fields-narrowed a",
  ),
  change(
    "other fields of a field that a condition names",
    {
      ...Object(open({ k: text, a: open({ x: text }) })),
      ...ifThen({ required: ["k"] }, open({ a: open({ y: whole }) })),
    },
    {
      ...Object(open({ k: text, a: open({ x: text }) })),
      ...ifThen({ required: ["k"] }, open({ a: { ...Object(open({ y: whole })), additionalProperties: whole } })),
    },
    "backward",
    "other-fields-narrowed a",
  ),
  change(
    "alternatives that no longer hold together",
    { anyOf: [open({ a: text }), open({ b: whole })] },
    { anyOf: [{ ...Object(open({ a: text })), additionalProperties: text }, open({ a: false, b: whole })] },
    "backward",
    "field-added a",
    "other-fields-narrowed",
  ),
  field(
    "other fields of elements that a condition names",
    { type: "array", items: open({ x: text }), ...ifThen({ minItems: 2 }, { items: open({ y: whole }) }) },
    { type: "array", items: { ...Object(open({ x: text })), additionalProperties: text } },
    "both",
    "condition-removed a",
    "other-fields-narrowed a[]",
  ),
  change(
    "one of two patterns of fields changed",
    { patternProperties: { "^x": text, y$: whole }, additionalProperties: false },
    { patternProperties: { "^x": whole, y$: whole }, additionalProperties: false },
    "both",
    'type-changed "^x"',
  ),
  change(
    "a second pattern, for names of which some match the first",
    { patternProperties: { "^x-": text }, additionalProperties: false },
    { patternProperties: { "^x-": text, "-y$": whole }, additionalProperties: false },
    "both",
    "other-fields-widened",
    "schema-changed",
  ),
  field(
    "numbers that two alternatives share",
    {
      oneOf: [
        { type: "integer", maximum: 3 },
        { type: "integer", minimum: 3 },
      ],
    },
    {
      anyOf: [
        { type: "integer", maximum: 3 },
        { type: "integer", minimum: 3 },
      ],
    },
    "forward",
    "condition-removed a",
  ),
  field(
    "no more than one may be contained",
    { type: "array", contains: { const: 1 } },
    { type: "array", contains: { const: 1 }, maxContains: 1 },
    "backward",
    "schema-changed a",
  ),
  // What means nothing
  change(
    "words",
    { title: "one", description: "d", type: "string" },
    { title: "two", type: "string", examples: ["x"] },
    "nothing",
  ),
  field("a default", whole, { type: "integer", default: 3 }, "nothing"),
  change("a field named like a keyword", open({ type: text }), open({ type: whole }), "both", "type-changed type"),
  change(
    "a field with slashes and dots",
    open({ "a/b.c": text }),
    open({ "a/b.c": whole }),
    "both",
    'type-changed "a/b.c"',
  ),
  change("nothing is allowed any more", true, false, "backward", "type-narrowed"),
];
