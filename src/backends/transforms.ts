import type { Diagnostic, Span } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { CloudResource, Json } from "./cloud-resource.ts";
import { FIXED } from "./fixed-properties.ts";

/** Of which resource the properties are that a transform gets. */
export interface About {
  /** As `topology resources` prints it: `subscription:marketing/CUSTOMER_CREATED`. */
  readonly id: string;
  /** Name in the cloud. */
  readonly name: string;
  /** The team it belongs to; empty for what all teams of a place share. */
  readonly team: string;
  readonly backend: string;
  readonly stack: string;
}

type Properties = CloudResource["properties"];

/** What a user's module exports, by Pulumi type. */
export interface LoadedTransforms {
  /** Path of the module, for messages. */
  readonly file: string;
  readonly functions: Readonly<Record<string, (properties: Properties, about: About) => unknown>>;
}

interface Transformed {
  readonly resources: readonly CloudResource[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The resources as the user's functions want them. A function that throws, that returns something else than plain JSON, or
 * that changes what other resources are computed from is an error, and its resource stays as it was.
 * @param span where the stack file names the module
 */
export function transformed(
  resources: readonly CloudResource[],
  { file, functions }: LoadedTransforms,
  { backend, stack, span }: { readonly backend: string; readonly stack: string; readonly span: Span },
): Transformed {
  const diagnostics: Diagnostic[] = [];
  const tell = (message: string) => {
    diagnostics.push({ code: "transform-failed", severity: "error", message, span });
  };
  for (const type of Object.keys(functions).filter((name) => FIXED[name] === undefined))
    tell(`${file} transforms ${type}, which is no type of event-topology${didYouMean(type, Object.keys(FIXED)).text}`);
  const changed = resources.map((resource) => {
    const { type, id, name, team, properties } = resource;
    const transform = Object.hasOwn(functions, type) ? functions[type] : undefined;
    if (transform === undefined) return resource;
    const of = `the transform of ${type} in ${file}`;
    try {
      const result = transform(structuredClone(properties), { id, name, team, backend, stack });
      const problem = problemOf(result, resource);
      if (problem === undefined) return { ...resource, properties: result as Properties };
      tell(`${of} ${problem}, for ${id}`);
    } catch (error) {
      tell(`${of} failed for ${id}: ${error instanceof Error ? error.message : String(error)}`);
    }
    return resource;
  });
  return { resources: changed, diagnostics };
}

/** What is wrong with the result, as the end of a sentence; undefined when it is fine. */
function problemOf(result: unknown, { type, properties }: CloudResource): string | undefined {
  if (result === undefined) return "returned nothing; return the properties";
  if (result instanceof Promise) return "returned a promise; what is deployed is known before anything is made";
  if (result === null || typeof result !== "object" || Array.isArray(result))
    return "returned no object; return the properties";
  const odd = notJson(result, "");
  if (odd !== undefined) return `returned ${odd}, which is no plain JSON`;
  const returned = result as Readonly<Record<string, Json>>;
  const moved = (FIXED[type] ?? []).find((key) => JSON.stringify(returned[key]) !== JSON.stringify(properties[key]));
  if (moved !== undefined) return `changed ${moved}, which other resources are computed from; leave it as it is`;
  return undefined;
}

/** Where and what is not JSON; undefined when all is. */
function notJson(value: unknown, path: string, above: readonly unknown[] = []): string | undefined {
  const at = path === "" ? "" : ` in ${path}`;
  if (value === null || ["string", "boolean"].includes(typeof value)) return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${value}${at}`;
  if (typeof value !== "object") return `a value of type ${typeof value}${at}`;
  if (above.includes(value)) return `an object that holds itself${at}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    return `an object of the class ${value.constructor?.name ?? "unknown"}${at}`;
  for (const [key, inner] of Object.entries(value)) {
    const odd = notJson(inner, path === "" ? key : `${path}.${key}`, [...above, value]);
    if (odd !== undefined) return odd;
  }
  return undefined;
}
