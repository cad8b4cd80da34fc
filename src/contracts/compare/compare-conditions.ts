import { canonicalSchema } from "./canonical.ts";
import type { Case, Condition } from "./case.ts";
import { BOTH, type CasePair, type Comparison, LOOSER, pointerOf, subject, TIGHTER } from "./comparison.ts";
import { valuesAt } from "./limits.ts";
import type { SchemaChange } from "./schema-change.ts";

/** The changes of `if`, `dependentSchemas`, `not`, `propertyNames` and of what is only compared as it is written. */
export function conditionChanges(pair: CasePair, comparison: Comparison): readonly SchemaChange[] {
  const { from, to, field } = pair;
  const gone = from.conditions.filter((one) => !to.conditions.some((other) => textOf(one) === textOf(other)));
  const news = to.conditions.filter((one) => !from.conditions.some((other) => textOf(one) === textOf(other)));
  const partners = new Map(
    news.flatMap((one) => {
      const partner = gone.find((other) => isSameTest(one, other));
      return partner === undefined ? [] : [[one, partner] as const];
    }),
  );
  const changed = [...partners].flatMap(([after, before]) =>
    after.kind === "if" && before.kind === "if"
      ? [...comparison.changes(before.yes, after.yes, field), ...comparison.changes(before.no, after.no, field)]
      : [told("schema-changed", after, field)],
  );
  const used = new Set(partners.values());
  return [
    ...changed,
    ...news.filter((one) => !partners.has(one)).map((one) => told("condition-added", one, field)),
    ...gone.filter((one) => !used.has(one)).map((one) => told("condition-removed", one, field)),
    ...nameChanges(pair),
  ];
}

function isSameTest(a: Condition, b: Condition): boolean {
  if (a.kind === "if" && b.kind === "if") return a.test === b.test;
  return a.kind === "exact" && b.kind === "exact" && a.keyword === b.keyword;
}

function textOf(condition: Condition): string {
  switch (condition.kind) {
    case "exact":
      return condition.text;
    case "not":
      return `not ${condition.node.all.map(canonicalSchema).join()}`;
    case "if":
      return [
        condition.test,
        ...[condition.yes, condition.no].map(({ all }) => all.map(canonicalSchema).join()),
      ].join();
  }
}

function told(
  kind: "condition-added" | "condition-removed" | "schema-changed",
  condition: Condition,
  field: string,
): SchemaChange {
  const keyword = condition.kind === "exact" ? condition.keyword : condition.kind;
  const words = { "condition-added": "was added", "condition-removed": "was removed", "schema-changed": "changed" };
  return {
    kind,
    pointer: condition.at.pointer,
    field,
    summary: `a condition on ${subject(field)} (${keyword}) ${words[kind]}`,
    breaks: kind === "condition-added" ? TIGHTER : kind === "condition-removed" ? LOOSER : BOTH,
  };
}

function nameChanges({ from, to, field }: CasePair): readonly SchemaChange[] {
  if (from.type !== "object") return [];
  const texts = (of: Case) =>
    of.members.flatMap((member) => [...member.below("propertyNames").values()].map(canonicalSchema));
  const [before, after] = [texts(from), texts(to)];
  const gone = before.some((text) => !after.includes(text));
  const news = after.some((text) => !before.includes(text));
  if (!gone && !news) return [];
  return [
    {
      kind: gone && news ? "schema-changed" : news ? "other-fields-narrowed" : "other-fields-widened",
      pointer: pointerOf(valuesAt(to, "propertyNames").length > 0 ? to : from, "propertyNames"),
      field,
      summary: `the names that fields of ${subject(field)} can have changed`,
      breaks: gone && news ? BOTH : news ? TIGHTER : LOOSER,
    },
  ];
}
