import { canonicalJson } from "./canonical.ts";
import type { Case } from "./case.ts";
import { fieldNode, namedFields } from "./fields.ts";
import type { Reasoner } from "./reasoner.ts";

export interface Pairing {
  readonly pairs: readonly (readonly [from: Case, to: Case])[];
  readonly added: readonly Case[];
  readonly removed: readonly Case[];
}

/**
 * Which alternative before the change became which one after it: those that allow the same; then those that a field with
 * one listed value tells to be the same kind; then, when as many are left on both sides, one after the other.
 */
export function pairCases(from: readonly Case[], to: readonly Case[], reasoner: Reasoner): Pairing {
  const pairs: [Case, Case][] = [];
  let [left, right]: [readonly Case[], readonly Case[]] = [from, to];
  const pairBy = (belong: (one: Case, other: Case) => boolean) => {
    for (const one of left) {
      const other = right.find((candidate) => belong(one, candidate));
      if (other === undefined) continue;
      pairs.push([one, other]);
      left = left.filter((each) => each !== one);
      right = right.filter((each) => each !== other);
    }
  };
  if (from.length > 1 || to.length > 1) {
    const sameMembers = (of: Case) => of.members.map(({ key }) => key).join();
    pairBy((one, other) =>
      reasoner.isSame({ all: one.members, written: false }, { all: other.members, written: false }),
    );
    pairBy((one, other) => sameMembers(one) !== sameMembers(other) && areEqual(one, other, reasoner));
    pairBy((one, other) => kindOf(one, reasoner) !== "" && kindOf(one, reasoner) === kindOf(other, reasoner));
  }
  if (left.length === right.length) pairBy(() => true);
  return { pairs, added: right, removed: left };
}

function areEqual(a: Case, b: Case, reasoner: Reasoner): boolean {
  const node = (of: Case) => ({ all: of.members, written: false });
  return reasoner.caseImplies(a, node(b)) && reasoner.caseImplies(b, node(a));
}

/** The fields that can have one value only, with their values. */
function kindOf(of: Case, reasoner: Reasoner): string {
  if (of.type !== "object") return "";
  const fixed = [...namedFields(of)].sort().flatMap((name) => {
    const values = reasoner.casesOf(fieldNode(of, name)).map((one) => one.values);
    return values.length === 1 && values[0]?.length === 1 ? [[name, values[0][0]]] : [];
  });
  return fixed.length === 0 ? "" : canonicalJson(fixed);
}
