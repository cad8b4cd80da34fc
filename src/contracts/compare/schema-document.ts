import { pathOfPointer } from "../../document/path.ts";
import { isSchema, isSchemaObject, type JsonSchema, subschemas, subschemasAt } from "../json-schema.ts";
import { pointerTo } from "./pointer.ts";

/** A schema and where it stands, so that its references can be followed. One value for one place. */
export interface Located {
  readonly schema: JsonSchema;
  /** JSON Pointer from the root of the document. */
  readonly pointer: string;
  /** The whole document. */
  readonly document: JsonSchema;
  /** Distinguishes it from every other schema of the comparison. */
  readonly key: string;
  /** The schemas below a keyword, by their name or index there. */
  below(keyword: string): ReadonlyMap<string, Located>;
  /** The URI that its references are relative to. */
  readonly base: string;
  /** The URI that a reference means. */
  resolve(reference: string): string;
  /** What the reference stands for; undefined when it leads nowhere in this document. */
  follow(reference: string): Located | undefined;
}

/** Base of references in a document without `$id`. */
export const NO_ID = "schema://document/";

/**
 * Makes the schemas of one document findable: by JSON Pointer, `$anchor` and `$id` (draft 2020-12 core §8.2).
 * @param name tells the documents of one comparison apart
 */
export function schemaDocument(name: string, root: JsonSchema): Located {
  const byPointer = new Map<string, Located>();
  const byUri = new Map<string, Located>();

  function locate(schema: JsonSchema, pointer: string, base: string): Located {
    const known = byPointer.get(pointer);
    if (known !== undefined) return known;
    const own = isSchemaObject(schema) && typeof schema["$id"] === "string" ? absolute(schema["$id"], base) : base;
    const found = new Map<string, ReadonlyMap<string, Located>>();
    const located: Located = {
      schema,
      pointer,
      document: root,
      key: typeof schema === "boolean" ? `${schema}` : `${name}${pointer}`,
      below(keyword) {
        const known = found.get(keyword);
        if (known !== undefined) return known;
        const inner = isSchemaObject(schema) ? subschemasAt(schema, keyword) : [];
        const all = new Map(
          inner.map((one) => [one.path.at(-1) ?? "", locate(one.schema, `${pointer}${pointerTo(one.path)}`, own)]),
        );
        found.set(keyword, all);
        return all;
      },
      base: own,
      resolve: (reference) => absolute(reference, own),
      follow: (reference) => find(absolute(reference, own)),
    };
    byPointer.set(pointer, located);
    index(located, own);
    return located;
  }

  function index(located: Located, base: string): void {
    const { schema, pointer } = located;
    if (!isSchemaObject(schema)) return;
    if (pointer === "" || typeof schema["$id"] === "string") byUri.set(withoutFragment(base), located);
    for (const keyword of ["$anchor", "$dynamicAnchor"])
      if (typeof schema[keyword] === "string") byUri.set(`${withoutFragment(base)}#${schema[keyword]}`, located);
    for (const { path, schema: inner } of subschemas(schema)) locate(inner, `${pointer}${pointerTo(path)}`, base);
  }

  function find(uri: string): Located | undefined {
    const fragment = uri.includes("#") ? uri.slice(uri.indexOf("#") + 1) : "";
    const resource = byUri.get(withoutFragment(uri));
    if (fragment === "") return resource;
    if (!fragment.startsWith("/")) return byUri.get(`${withoutFragment(uri)}#${decoded(fragment)}`);
    if (resource === undefined) return undefined;
    return at(resource, pathOfPointer(decoded(fragment)).map(String), withoutFragment(uri));
  }

  /** A pointer may lead to a place that no keyword names as a schema. */
  function at(resource: Located, steps: readonly string[], base: string): Located | undefined {
    const value = steps.reduce<unknown>(
      (from, step) =>
        from !== null && typeof from === "object" && Object.hasOwn(from, step)
          ? (from as Readonly<Record<string, unknown>>)[step]
          : undefined,
      resource.schema,
    );
    return isSchema(value) ? locate(value, `${resource.pointer}${pointerTo(steps)}`, base) : undefined;
  }

  return locate(root, "", NO_ID);
}

function absolute(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

function withoutFragment(uri: string): string {
  return uri.split("#", 1)[0] ?? "";
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
