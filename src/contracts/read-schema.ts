import { posix } from "node:path";
import type { Files } from "../document/files.ts";
import { isPattern } from "./compare/pattern.ts";
import { pointerTo } from "./compare/pointer.ts";
import { type Located, NO_ID, schemaDocument } from "./compare/schema-document.ts";
import { DRAFT, draftChecks } from "./draft-schema.ts";
import { isSchema, isSchemaObject, type JsonSchema, type SchemaObject, subschemas } from "./json-schema.ts";
import { readJson } from "./read-json.ts";

export type ReadSchema =
  /** Stands alone: the files it refers to are in its `$defs`. */
  | { readonly kind: "schema"; readonly schema: JsonSchema }
  | { readonly kind: "missing" }
  /** A clause about the file that says what is wrong. */
  | { readonly kind: "problem"; readonly problem: string };

/** Files that one schema refers to; more is a mistake, or meant to keep us busy. */
const MAX_FILES = 100;

/** Reads an event's schema of draft 2020-12, with the files that it refers to by relative paths. */
export async function readSchema(path: string, files: Files): Promise<ReadSchema> {
  const read = await readJson(path, files);
  if (read.kind !== "json") return read;
  const problem = problemOf(read.value);
  if (problem !== undefined) return { kind: "problem", problem };
  return bundled(path, read.value as JsonSchema, files);
}

/** What keeps a value from being a schema of the draft; undefined when nothing does. */
function problemOf(value: unknown): string | undefined {
  if (!isSchema(value)) return "is not a JSON Schema: a schema is a map, true or false";
  if (!isSchemaObject(value)) return undefined;
  const { $schema } = value;
  if ($schema !== undefined && String($schema).replace(/#$/, "") !== DRAFT)
    return `names ${JSON.stringify($schema)} as its $schema; event schemas are of draft 2020-12: "${DRAFT}"`;
  const { draft } = draftChecks();
  if (draft(value)) return badPattern(value, "");
  const error = draft.errors?.[0];
  return `is not a JSON Schema of draft 2020-12: ${error?.instancePath || "its root"} ${error?.message ?? "is wrong"}`;
}

/** The validator does not look into texts of the draft's own schema. Consumers in other languages read patterns as Unicode. */
function badPattern(schema: SchemaObject, pointer: string): string | undefined {
  const { pattern, patternProperties } = schema;
  const patterns = [
    ...(typeof pattern === "string" ? [[`${pointer}/pattern`, pattern] as const] : []),
    ...Object.keys(Object(patternProperties)).map((key) => [`${pointer}/patternProperties`, key] as const),
  ];
  for (const [at, text] of patterns)
    if (!isPattern(text)) return `has at ${at} what is no regular expression: ${JSON.stringify(text)}`;
  for (const { path, schema: inner } of subschemas(schema)) {
    const found = isSchemaObject(inner) ? badPattern(inner, `${pointer}${pointerTo(path)}`) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Draft 2020-12 core §9.3: schemas that are referred to become definitions with the URI that leads to them as their `$id`. */
async function bundled(path: string, root: JsonSchema, files: Files): Promise<ReadSchema> {
  const parts = new Map<string, { readonly file: string; readonly schema: SchemaObject }>();
  let whole: JsonSchema = root;
  for (;;) {
    const missing = unresolved(whole);
    if (missing === undefined) return { kind: "schema", schema: whole };
    const { reference, uri, inside } = missing;
    const from = parts.get(inside)?.file ?? path;
    const problem = (text: string): ReadSchema => ({
      kind: "problem",
      problem: `refers at ${missing.pointer} to ${JSON.stringify(reference)}, ${text}`,
    });
    const file = fileOf(reference, from);
    if (file === undefined || parts.has(uri)) return problem("which it does not hold");
    if (parts.size === MAX_FILES) return problem(`but it already needs ${MAX_FILES} other files`);
    const read = await readJson(file, files);
    if (read.kind === "missing") return problem(`and there is no file ${file}`);
    const wrong = read.kind === "json" ? problemOf(read.value) : read.problem;
    if (wrong !== undefined || read.kind !== "json") return problem(`and ${file} ${wrong}`);
    const part = isSchemaObject(read.value) ? read.value : { allOf: [read.value] };
    parts.set(uri, { file, schema: { ...part, $id: uri } });
    whole = withDefinitions(root, parts);
  }
}

function withDefinitions(root: JsonSchema, parts: ReadonlyMap<string, { readonly schema: SchemaObject }>): JsonSchema {
  const schema = isSchemaObject(root) ? root : {};
  const own = isSchemaObject(schema["$defs"]) ? schema["$defs"] : {};
  return {
    $id: NO_ID,
    ...schema,
    $defs: { ...own, ...Object.fromEntries([...parts].map(([uri, part]) => [uri, part.schema])) },
  };
}

interface Unresolved {
  readonly pointer: string;
  readonly reference: string;
  /** What the reference stands for, without a fragment. */
  readonly uri: string;
  /** The URI of the bundled part that holds it. */
  readonly inside: string;
}

/** The first reference that leads nowhere. */
function unresolved(root: JsonSchema): Unresolved | undefined {
  const look = (at: Located): Unresolved | undefined => {
    if (!isSchemaObject(at.schema)) return undefined;
    for (const keyword of ["$ref", "$dynamicRef"]) {
      const reference = at.schema[keyword];
      if (typeof reference === "string" && at.follow(reference) === undefined) {
        const [uri, inside] = [at.resolve(reference), at.base].map((one) => one.split("#", 1)[0] ?? "");
        return { pointer: `${at.pointer}/${keyword}`, reference, uri: uri ?? "", inside: inside ?? "" };
      }
    }
    for (const { path } of subschemas(at.schema)) {
      const [keyword = "", key = keyword] = path;
      const inner = at.below(keyword).get(key);
      const found = inner === undefined ? undefined : look(inner);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return look(schemaDocument("schema", root));
}

/** The file that a reference names by a relative path. */
function fileOf(reference: string, from: string): string | undefined {
  const path = reference.split("#", 1)[0] ?? "";
  if (path === "" || path.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
  return posix.join(posix.dirname(from), path.replaceAll("%20", " "));
}
