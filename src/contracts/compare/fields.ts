import type { Case, Closure, Node } from "./case.ts";
import { matchesPattern } from "./pattern.ts";
import type { Located } from "./schema-document.ts";

const NEVER: Located = {
  schema: false,
  pointer: "",
  document: false,
  key: "false",
  below: () => new Map(),
  base: "",
  resolve: (reference) => reference,
  follow: () => undefined,
};

/** The names that the case's schemas give to fields. */
export function namedFields({ members }: Case): ReadonlySet<string> {
  return new Set(members.flatMap((member) => [...member.below("properties").keys()]));
}

export function requiredFields({ members }: Case): ReadonlySet<string> {
  return new Set(
    members.flatMap(({ schema }) => {
      const required = typeof schema === "boolean" ? undefined : schema["required"];
      return Array.isArray(required) ? required.map(String) : [];
    }),
  );
}

/** Schemas of fields whose names match a pattern, by pattern. */
export function fieldPatterns({ members }: Case): ReadonlyMap<string, readonly Located[]> {
  const found = new Map<string, readonly Located[]>();
  for (const member of members)
    for (const [pattern, schema] of member.below("patternProperties"))
      found.set(pattern, [...(found.get(pattern) ?? []), schema]);
  return found;
}

/** Nothing is said of further fields, so that data as it is written has none. */
export function isClosedWhenWritten(of: Case): boolean {
  return of.closures.length === 0 && !of.elsewhere.anyField && namedFields(of).size > 0;
}

export function closuresOf(of: Case): readonly Closure[] {
  if (!of.written || !isClosedWhenWritten(of)) return of.closures;
  const names = new Set([...namedFields(of), ...requiredFields(of), ...of.elsewhere.fields]);
  return [{ names, patterns: new Set(fieldPatterns(of).keys()), value: NEVER, keyword: "written" }];
}

/** What a field of this name has to be; nothing but schemas that allow everything when it may be anything. */
export function fieldNode(of: Case, name: string): Node {
  const named = of.members.flatMap((member) => member.below("properties").get(name) ?? []);
  const matching = [...fieldPatterns(of)].flatMap(([pattern, schemas]) =>
    matchesPattern(pattern, name) ? schemas : [],
  );
  const closing = closuresOf(of).flatMap((closure) => (covers(closure, name) ? [] : [closure.value]));
  return { all: [...named, ...matching, ...closing], written: of.written && isWhole(of, name) };
}

/** Whether the members alone say what a field of this name can hold. */
export function isWhole({ elsewhere }: Case, name: string): boolean {
  return !elsewhere.anyField && !elsewhere.fields.has(name);
}

function covers({ names, patterns }: Closure, name: string): boolean {
  return names.has(name) || [...patterns].some((pattern) => matchesPattern(pattern, name));
}

/**
 * What a field can be at least, whose name no schema gives: for a name that matches no pattern, or for one that matches
 * this one. Every such field satisfies one of the nodes that a case has.
 */
export function unnamedField(of: Case, pattern?: string): Node {
  const patterns = fieldPatterns(of);
  const closures = closuresOf(of);
  const whole = of.written && !of.elsewhere.anyField;
  if (pattern === undefined) return { all: closures.map(({ value }) => value), written: whole };
  const schemas = patterns.get(pattern) ?? [];
  if (patterns.size > 1) return { all: schemas, written: false };
  const closing = closures.filter((closure) => !closure.patterns.has(pattern)).map(({ value }) => value);
  return { all: [...schemas, ...closing], written: whole };
}
