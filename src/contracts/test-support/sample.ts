import { isSchemaObject, type JsonSchema, subschemasAt } from "../json-schema.ts";

/** A whole number from 0 to `below` - 1. */
export type Choose = (below: number) => number;

/** Repeatable choices (the generator "mulberry32"). */
export function choices(seed: number): Choose {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const LEAVES = [null, true, false, 0, 1, 2, 3, 4, -1, 1.5, 0.5, "", "p", "pq", "q", "2020-01-01", [], {}];
const NAMES = ["a", "b", "x-c", "d", "x-d"];
const MAX_DEPTH = 6;

/**
 * A value that the schema may allow; what it says is followed loosely, so that values lie on both sides of its borders.
 * Whoever uses it asks a validator.
 */
export function sample(schema: JsonSchema, root: JsonSchema, choose: Choose, depth = 0): unknown {
  const any = () => LEAVES[choose(LEAVES.length)];
  if (!isSchemaObject(schema) || depth > MAX_DEPTH || choose(12) === 0) return any();
  const below = (keyword: string) => subschemasAt(schema, keyword).map((one) => one.schema);
  const inner = (one: JsonSchema) => sample(one, root, choose, depth + 1);
  const reference = String(schema["$ref"] ?? "")
    .split("/")
    .at(-1);
  const target = subschemasAt(Object(root), "$defs").find(({ path }) => path[1] === reference)?.schema;
  const parts: unknown[] = [...below("allOf"), ...(target === undefined ? [] : [target])].map(inner);
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = below(keyword);
    for (let taken = 0; taken <= choose(2); taken++)
      parts.push(...branches.slice(choose(branches.length)).slice(0, 1).map(inner));
  }
  for (const keyword of ["then", "else", "if", "not", "dependentSchemas"])
    if (choose(2) === 0) parts.push(...below(keyword).map(inner));
  if (Object.hasOwn(schema, "const")) parts.push(schema["const"]);
  if (Array.isArray(schema["enum"])) parts.push(schema["enum"][choose(schema["enum"].length)]);
  if (below("properties").length + below("patternProperties").length > 0 || below("additionalProperties").length > 0)
    parts.push(object(schema, choose, inner));
  const elements = [...below("prefixItems"), ...below("items"), ...below("contains")];
  if (elements.length > 0 && choose(3) > 0)
    parts.push(
      Array.from({ length: choose(4) }, (_, index) =>
        inner(elements[choose(2) === 0 ? index : choose(elements.length)] ?? true),
      ),
    );
  const objects = parts.filter(isSchemaObject);
  if (objects.length > 0 && choose(4) > 0) return Object.assign({}, ...objects);
  return parts.length > 0 && choose(6) > 0 ? parts[choose(parts.length)] : any();
}

function object(schema: object, choose: Choose, inner: (one: JsonSchema) => unknown): unknown {
  const found: Record<string, unknown> = {};
  const required: readonly unknown[] = Object(schema).required ?? [];
  for (const { path, schema: one } of subschemasAt(Object(schema), "properties"))
    if (choose(3) > 0 || required.includes(path[1])) found[path[1] ?? ""] = inner(one);
  const others = [
    ...subschemasAt(Object(schema), "patternProperties"),
    ...subschemasAt(Object(schema), "additionalProperties"),
  ];
  for (const { schema: one } of others) if (choose(2) === 0) found[NAMES[choose(NAMES.length)] ?? ""] = inner(one);
  for (const name of required) found[String(name)] ??= inner(true);
  if (choose(4) === 0) found[NAMES[choose(NAMES.length)] ?? ""] = inner(true);
  return found;
}
