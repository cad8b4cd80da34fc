import type { Json } from "../../backends/cloud-resource.ts";

/** Inputs or outputs of a resource, as the engine holds them. */
export type Properties = { readonly [key: string]: Json };

/** The engine's mark, in a preview, for a value that is known only after another resource exists (Pulumi gRPC protocol). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What one input of a resource type may hold and what a change of it means. */
export interface InputProperty {
  /**
   * `json`: a JSON document as text, equal when the documents are. `duration`: seconds as text, `"30s"`, or `""` for
   * never. `set`: strings in any order. `map`: free keys with string values (an empty one is the same as none). `object`: `fields` and nothing else. `objects`: a list of
   * such, in order.
   */
  readonly kind: "string" | "number" | "boolean" | "json" | "duration" | "set" | "map" | "object" | "objects";
  readonly fields?: InputProperties;
  readonly required?: true;
  /** The only values there are. */
  readonly oneOf?: readonly string[];
  /** The cloud cannot change it: a new value means a new resource (cloud reference, section 4, P1). */
  readonly forceNew?: true;
  /** What the cloud or the real provider takes when it is left out. */
  readonly default?: Json;
  /** Left out, it is the provider's own setting of the same name. */
  readonly inherited?: true;
  /** Left out, it is whatever the cloud holds: neither that nor its removal from the program is a change (Terraform: optional and computed). */
  readonly driftOnlyWhenSet?: true;
  /** Inputs that cannot be set beside it. */
  readonly conflictsWith?: readonly string[];
}

export type InputProperties = Readonly<Record<string, InputProperty>>;

/** Whether two values of an input mean the same to the cloud. */
export function isSame(property: InputProperty, a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(canonical(property, a)) === JSON.stringify(canonical(property, b));
}

export function isUnknown(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(isUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(isUnknown);
  return value === UNKNOWN;
}

function canonical(property: InputProperty, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || isUnknown(value)) return value;
  if (property.kind === "json" && typeof value === "string") return sorted(parsed(value));
  if (property.kind === "duration" && typeof value === "string") return value === "" ? "" : Number.parseFloat(value);
  if (isEmpty(value)) return ["map", "set", "objects"].includes(property.kind) ? undefined : value;
  if (property.kind === "objects" && Array.isArray(value))
    return value.map((item) => canonical({ ...property, kind: "object" }, item) ?? null);
  if (property.kind === "set" && Array.isArray(value)) return [...value].sort();
  if (property.kind !== "object" || typeof value !== "object" || Array.isArray(value)) return sorted(value);
  return sorted(
    Object.fromEntries(
      Object.entries(value)
        .map(([key, inner]) => [key, canonical(property.fields?.[key] ?? { kind: "string" }, inner)] as const)
        .filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null),
    ),
  );
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
