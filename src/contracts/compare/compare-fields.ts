import type { Case, Node } from "./case.ts";
import { type CasePair, type Comparison, fieldBelow, LOOSER, pointerOf, subject, TIGHTER } from "./comparison.ts";
import { fieldNode, fieldPatterns, namedFields, requiredFields, unnamedField } from "./fields.ts";
import { dependencies } from "./implies.ts";
import type { SchemaChange } from "./schema-change.ts";

/** The changes of the fields of an object. */
export function fieldChanges(pair: CasePair, comparison: Comparison): readonly SchemaChange[] {
  const { from, to } = pair;
  const [before, after] = [namedFields(from), namedFields(to)];
  return [
    ...[...before].flatMap((name) =>
      after.has(name)
        ? comparison.changes(fieldNode(from, name), fieldNode(to, name), fieldBelow(pair.field, name))
        : removedField(name, pair, comparison),
    ),
    ...[...after].flatMap((name) => (before.has(name) ? [] : addedField(name, pair, comparison))),
    ...requiredChanges(pair, before, after),
    ...dependencyChanges(pair),
    ...patternChanges(pair, comparison),
    ...otherFieldChanges(pair, comparison),
  ];
}

function addedField(name: string, { from, to, field }: CasePair, { reasoner }: Comparison): SchemaChange {
  const [before, after] = [fieldNode(from, name), fieldNode(to, name)];
  const isNew = requiredFields(to).has(name) && !requiredFields(from).has(name);
  return {
    kind: "field-added",
    pointer: pointerOfField(to, name),
    field: fieldBelow(field, name),
    summary: `the ${isNew ? "required" : "optional"} field ${fieldBelow(field, name)} was added`,
    breaks: {
      backward: isNew || !reasoner.implies(before, read(after)),
      forward: !reasoner.implies(after, read({ ...fieldNode({ ...from, written: false }, name) })),
    },
  };
}

function removedField(name: string, { from, to, field }: CasePair, { reasoner }: Comparison): SchemaChange {
  const [before, after] = [fieldNode(from, name), fieldNode(to, name)];
  const wasRequired = requiredFields(from).has(name) && !requiredFields(to).has(name);
  return {
    kind: "field-removed",
    pointer: pointerOfField(from, name),
    field: fieldBelow(field, name),
    summary: `the ${wasRequired ? "required" : "optional"} field ${fieldBelow(field, name)} was removed`,
    breaks: {
      backward: !reasoner.implies(before, fieldNode({ ...to, written: false }, name)),
      forward: wasRequired || !reasoner.implies(after, read(before)),
    },
  };
}

function read(node: Node): Node {
  return { ...node, written: false };
}

function pointerOfField(of: Case, name: string): string {
  return of.members.flatMap((member) => member.below("properties").get(name) ?? [])[0]?.pointer ?? "";
}

/** Of fields that are named on both sides, or on none. */
function requiredChanges(
  { from, to, field }: CasePair,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): readonly SchemaChange[] {
  const [was, is] = [requiredFields(from), requiredFields(to)];
  const told = (name: string) => before.has(name) !== after.has(name);
  return [
    ...[...is]
      .filter((name) => !was.has(name) && !told(name))
      .map((name) => ({
        kind: "required-added" as const,
        pointer: pointerOf(to, "required"),
        field: fieldBelow(field, name),
        summary: `the field ${fieldBelow(field, name)} is required now`,
        breaks: TIGHTER,
      })),
    ...[...was]
      .filter((name) => !is.has(name) && !told(name))
      .map((name) => ({
        kind: "required-removed" as const,
        pointer: pointerOf(from, "required"),
        field: fieldBelow(field, name),
        summary: `the field ${fieldBelow(field, name)} is no longer required`,
        breaks: LOOSER,
      })),
  ];
}

function dependencyChanges({ from, to, field }: CasePair): readonly SchemaChange[] {
  const pairs = (of: Case) => dependencies(of).flatMap(([one, others]) => others.map((other) => [one, other] as const));
  const missing = (of: Case, others: Case) =>
    pairs(of).filter(([a, b]) => !pairs(others).some(([c, d]) => a === c && b === d));
  const change = (
    kind: "required-added" | "required-removed",
    of: Case,
    [one, other]: readonly [string, string],
  ): SchemaChange => ({
    kind,
    pointer: pointerOf(of, "dependentRequired"),
    field: fieldBelow(field, other),
    summary: `the field ${fieldBelow(field, other)} is ${kind === "required-added" ? "required now" : "no longer required"} beside ${fieldBelow(field, one)}`,
    breaks: kind === "required-added" ? TIGHTER : LOOSER,
  });
  return [
    ...missing(to, from).map((pair) => change("required-added", to, pair)),
    ...missing(from, to).map((pair) => change("required-removed", from, pair)),
  ];
}

function patternChanges({ from, to, field }: CasePair, comparison: Comparison): readonly SchemaChange[] {
  const [before, after] = [fieldPatterns(from), fieldPatterns(to)];
  const change = (pattern: string, of: Case, other: Case): SchemaChange => {
    const added = of === to;
    // Where no other field may be, a pattern allows some; elsewhere it says what they have to be.
    const allows = unnamedField({ ...other, written: false }).all.some(({ schema }) => schema === false);
    return {
      kind: added === allows ? "other-fields-widened" : "other-fields-narrowed",
      pointer: pointerOf(of, "patternProperties"),
      field,
      summary: `fields of ${subject(field)} that match ${JSON.stringify(pattern)} ${added ? "have a schema now" : "no longer have a schema"}`,
      breaks: added === allows ? LOOSER : TIGHTER,
    };
  };
  return [
    ...[...before].flatMap(([pattern, all]) => {
      const other = after.get(pattern);
      if (other === undefined) return [change(pattern, from, to)];
      const node = (schemas: Node["all"]): Node => ({ all: schemas, written: false });
      return comparison.changes(node(all), node(other), fieldBelow(field, pattern));
    }),
    ...[...after.keys()].flatMap((pattern) => (before.has(pattern) ? [] : [change(pattern, to, from)])),
  ];
}

/** Of fields that no schema names: what `additionalProperties` and `unevaluatedProperties` say. */
function otherFieldChanges({ from, to, field }: CasePair, comparison: Comparison): readonly SchemaChange[] {
  const before = unnamedField({ ...from, written: false });
  const after = unnamedField({ ...to, written: false });
  const [was, is] = [saidOfOthers(from, before, comparison), saidOfOthers(to, after, comparison)];
  if (was === "some" && is === "some") return comparison.changes(before, after, field === "" ? "*" : `${field}.*`);
  if (was === is) return [];
  const narrowed = is === "none" || (was !== "none" && (is === "some" || was === "all"));
  const words = {
    all: "can be anything now",
    none: "are forbidden now",
    some: "have a schema now",
    silent: "are no longer spoken of",
  };
  const speaker = is === "silent" ? from : to;
  return [
    {
      kind: narrowed ? "other-fields-narrowed" : "other-fields-widened",
      pointer: pointerOf(speaker, speaker.closures[0]?.keyword ?? "additionalProperties"),
      field,
      summary: `other fields of ${subject(field)} ${words[is]}`,
      breaks: narrowed ? TIGHTER : LOOSER,
    },
  ];
}

/** `silent`: who reads takes anything, who writes writes nothing. */
function saidOfOthers(of: Case, node: Node, { reasoner }: Comparison): "all" | "none" | "some" | "silent" {
  if (of.closures.length === 0) return "silent";
  if (reasoner.casesOf(node).length === 0) return "none";
  return node.all.every(({ schema }) => schema === true) ? "all" : "some";
}
