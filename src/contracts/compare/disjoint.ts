import type { Case } from "./case.ts";
import { fieldNode, namedFields, requiredFields } from "./fields.ts";
import { greatestNumber, leastNumber, lowerLimit, upperLimit } from "./limits.ts";
import { matchesCase } from "./matches.ts";
import type { Reasoner } from "./reasoner.ts";

/** No value satisfies both cases. Looks at what tells alternatives apart in practice; not at everything that could. */
export function casesAreDisjoint(a: Case, b: Case, reasoner: Reasoner): boolean {
  if (a.type !== b.type) return true;
  if (a.values !== undefined) return a.values.every((value) => matchesCase(value, b, reasoner) === false);
  if (b.values !== undefined) return b.values.every((value) => matchesCase(value, a, reasoner) === false);
  switch (a.type) {
    case "number":
      return isBelow(a, b) || isBelow(b, a);
    case "string":
      return isShorter(a, b, "Length") || isShorter(b, a, "Length");
    case "array":
      return isShorter(a, b, "Items") || isShorter(b, a, "Items");
    case "object":
      return areToldApartByField(a, b, reasoner);
    default:
      return false;
  }
}

function isBelow(a: Case, b: Case): boolean {
  const [greatest, least] = [greatestNumber(a), leastNumber(b)];
  return greatest.at < least.at || (greatest.at === least.at && (greatest.open || least.open));
}

function isShorter(a: Case, b: Case, what: "Length" | "Items"): boolean {
  const most = upperLimit(a, `max${what}`) ?? Number.POSITIVE_INFINITY;
  return most < (lowerLimit(b, `min${what}`) ?? 0);
}

/** A field that one of them requires cannot be what both want it to be. */
function areToldApartByField(a: Case, b: Case, reasoner: Reasoner): boolean {
  const required = new Set([...requiredFields(a), ...requiredFields(b)]);
  const named = new Set([...namedFields(a), ...namedFields(b)]);
  const closed = a.closures.length + b.closures.length > 0;
  return [...required].some(
    (name) => (named.has(name) || closed) && reasoner.disjoint(fieldNode(a, name), fieldNode(b, name)),
  );
}
