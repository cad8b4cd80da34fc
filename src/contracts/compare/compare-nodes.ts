import type { Case, JsonType, Node } from "./case.ts";
import { changesOfCase } from "./compare-cases.ts";
import { type Comparison, LOOSER, NOTHING, subject, TIGHTER } from "./comparison.ts";
import { pairCases } from "./pair-cases.ts";
import type { SchemaChange } from "./schema-change.ts";

/** The changes of one value: of the types it can have, then of what is said of each type. */
export function changesOfNodes(from: Node, to: Node, field: string, comparison: Comparison): readonly SchemaChange[] {
  const [before, after] = [from, to].map((node) => comparison.reasoner.casesOf({ ...node, written: false }));
  if (before === undefined || after === undefined) return [];
  const pointer = to.all[0]?.pointer ?? from.all[0]?.pointer ?? "";
  const types = new Set([...before, ...after].map(({ type }) => type));
  const ofTypes = [...types].flatMap((type) => {
    const [ones, others] = [before, after].map((cases) => cases.filter((one) => one.type === type));
    if (!ones?.length || !others?.length) return [];
    const { pairs, added, removed } = pairCases(ones, others, comparison.reasoner);
    const alternative = (one: Case, kind: "alternative-added" | "alternative-removed"): SchemaChange => ({
      kind,
      pointer: one.members.at(-1)?.pointer ?? pointer,
      field,
      summary: `${subject(field)} ${kind === "alternative-added" ? "can have another form" : "can no longer have one of its forms"}`,
      breaks: kind === "alternative-added" ? LOOSER : TIGHTER,
    });
    return [
      ...pairs.flatMap(([one, other]) =>
        changesOfCase(
          { from: { ...one, written: from.written }, to: { ...other, written: to.written }, field },
          comparison,
        ),
      ),
      ...removed.map((one) => alternative(one, "alternative-removed")),
      ...added.map((one) => alternative(one, "alternative-added")),
    ];
  });
  return [...typeChange(before, after, field, pointer), ...ofTypes];
}

function typeChange(
  before: readonly Case[],
  after: readonly Case[],
  field: string,
  pointer: string,
): readonly SchemaChange[] {
  const [from, to] = [typeNames(before), typeNames(after)];
  const isWithin = (names: readonly string[], others: readonly string[]) =>
    names.every((name) => others.includes(name) || (name === "integer" && others.includes("number")));
  const narrowed = isWithin(to, from);
  const widened = isWithin(from, to);
  if (narrowed && widened) return [];
  return [
    {
      kind: narrowed ? "type-narrowed" : widened ? "type-widened" : "type-changed",
      pointer,
      field,
      summary: `${subject(field)} was ${words(from)} and is ${words(to)} now`,
      breaks: { ...NOTHING, backward: !widened, forward: !narrowed },
    },
  ];
}

function typeNames(cases: readonly Case[]): readonly string[] {
  const names = (type: JsonType, integer: boolean) => (integer ? "integer" : type);
  const found = new Set(cases.map(({ type, integer }) => names(type, integer)));
  if (found.has("number")) found.delete("integer");
  return [...found].sort();
}

const TYPE_COUNT = 6;

function words(types: readonly string[]): string {
  if (types.length === 0) return "impossible";
  if (types.length === TYPE_COUNT && !types.includes("integer")) return "of any type";
  return types.map((type) => (type === "null" ? "null" : `${/^[aio]/.test(type) ? "an" : "a"} ${type}`)).join(" or ");
}
