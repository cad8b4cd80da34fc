import { type Alternative, alternativesOf } from "./alternatives.ts";
import { canonicalJson } from "./canonical.ts";
import type { Case, JsonType, Node } from "./case.ts";
import { valuesAt } from "./limits.ts";

const TYPES: readonly JsonType[] = ["array", "boolean", "null", "number", "object", "string"];

/** Takes a node apart into its cases. */
export function casesOf(node: Node, disjoint: (a: Node, b: Node) => boolean): readonly Case[] {
  return alternativesOf(node, disjoint).flatMap((alternative) =>
    TYPES.flatMap((type) => caseOfType(type, alternative, node.written) ?? []),
  );
}

export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as JsonType;
}

function caseOfType(type: JsonType, alternative: Alternative, written: boolean): Case | undefined {
  const plain: Case = { type, ...alternative, integer: false, written };
  let integer = false;
  for (const said of valuesAt(plain, "type")) {
    const names: readonly unknown[] = Array.isArray(said) ? said : [said];
    if (!names.includes(type) && !(type === "number" && names.includes("integer"))) return undefined;
    integer ||= type === "number" && !names.includes("number");
  }
  const values = listedValues(plain)?.filter((value) => !integer || Number.isInteger(value));
  if (values !== undefined && values.length === 0) return undefined;
  return { ...plain, integer, ...(values && { values }) };
}

/** The values of the case's type that every `const` and `enum` allows; undefined when there is none. */
function listedValues(of: Case): readonly unknown[] | undefined {
  const lists = [
    ...valuesAt(of, "const").map((value) => [value]),
    ...valuesAt(of, "enum").filter((list): list is readonly unknown[] => Array.isArray(list)),
    ...(of.type === "null" ? [[null]] : of.type === "boolean" ? [[false, true]] : []),
  ];
  const [first, ...others] = lists.map((list) => new Map(list.map((value) => [canonicalJson(value), value])));
  if (first === undefined) return undefined;
  return [...first]
    .filter(([text, value]) => typeOf(value) === of.type && others.every((other) => other.has(text)))
    .map(([, value]) => value);
}
