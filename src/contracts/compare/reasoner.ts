import type { Case, Node } from "./case.ts";

/**
 * What can be told of schemas. Every answer errs on the safe side: `true` is certain, `false` may only mean that it could
 * not be shown.
 */
export interface Reasoner {
  casesOf(node: Node): readonly Case[];
  /** The schemas say the same, but for titles and the like. */
  isSame(a: Node, b: Node): boolean;
  /** Every value of the first is a value of the second. */
  implies(sub: Node, sup: Node): boolean;
  /** Like `implies`, for values one level further down: fields of an object, elements of an array. */
  impliesBelow(sub: Node, sup: Node): boolean;
  caseImplies(sub: Case, sup: Node): boolean;
  /** No value is a value of both. */
  disjoint(a: Node, b: Node): boolean;
  caseDisjoint(a: Case, b: Node): boolean;
  /** Undefined where it cannot be told. */
  matches(value: unknown, node: Node): boolean | undefined;
}
