import { canonicalSchema } from "./canonical.ts";
import type { Case } from "./case.ts";
import type { CasePair, Comparison } from "./comparison.ts";
import { BOTH, LOOSER, pointerOf, subject, TIGHTER } from "./comparison.ts";
import { elementNode, prefixLength } from "./elements.ts";
import { valuesAt } from "./limits.ts";
import type { SchemaChange } from "./schema-change.ts";

/** The changes of the elements of an array. */
export function elementChanges(pair: CasePair, comparison: Comparison): readonly SchemaChange[] {
  const { from, to, field } = pair;
  const prefix = Math.max(prefixLength(from), prefixLength(to));
  const positions = Array.from({ length: prefix }, (_, index) => index);
  return [
    ...positions.flatMap((index) =>
      comparison.changes(elementNode(from, index), elementNode(to, index), `${field}[${index}]`),
    ),
    ...comparison.changes(elementNode(from, prefix), elementNode(to, prefix), `${field}[]`),
    ...containsChanges(pair),
  ];
}

function containsChanges({ from, to, field }: CasePair): readonly SchemaChange[] {
  const texts = (of: Case) =>
    of.members.flatMap((member) =>
      [...member.below("contains").values()].map((schema) => {
        const { minContains = 1, maxContains } = Object(member.schema);
        return `${canonicalSchema(schema)} ${minContains} ${maxContains}`;
      }),
    );
  const [before, after] = [texts(from), texts(to)];
  const gone = before.some((text) => !after.includes(text));
  const news = after.some((text) => !before.includes(text));
  if (!gone && !news) return [];
  return [
    {
      kind: gone && news ? "schema-changed" : news ? "condition-added" : "condition-removed",
      pointer: pointerOf(valuesAt(to, "contains").length > 0 ? to : from, "contains"),
      field,
      summary: `what ${subject(field)} has to contain changed`,
      breaks: gone && news ? BOTH : news ? TIGHTER : LOOSER,
    },
  ];
}
