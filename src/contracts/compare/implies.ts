import { isSchemaObject } from "../json-schema.ts";
import type { Case, Condition, Node } from "./case.ts";
import { elementNode, prefixLength } from "./elements.ts";
import { closuresOf, fieldNode, fieldPatterns, namedFields, requiredFields, unnamedField } from "./fields.ts";
import { greatestNumber, isMultiple, leastNumber, lowerLimit, upperLimit, valuesAt } from "./limits.ts";
import { matchesCase } from "./matches.ts";
import type { Reasoner } from "./reasoner.ts";

/** Every value of the first case is one of the second; `false` may mean that it could not be shown. */
export function caseImpliesCase(sub: Case, sup: Case, reasoner: Reasoner): boolean {
  if (sub.type !== sup.type) return false;
  if (sub.values !== undefined)
    return sub.values.every(
      (value) => matchesCase(value, sub, reasoner) === false || matchesCase(value, sup, reasoner) === true,
    );
  if (sup.values !== undefined) return false;
  return ownKeywordsImply(sub, sup, reasoner) && sup.conditions.every((one) => impliesCondition(sub, one, reasoner));
}

function ownKeywordsImply(sub: Case, sup: Case, reasoner: Reasoner): boolean {
  switch (sub.type) {
    case "number":
      return numbersImply(sub, sup);
    case "string":
      return textsImply(sub, sup);
    case "array":
      return arraysImply(sub, sup, reasoner);
    case "object":
      return objectsImply(sub, sup, reasoner);
    default:
      return true;
  }
}

function numbersImply(sub: Case, sup: Case): boolean {
  const divisors = (of: Case) => valuesAt(of, "multipleOf").map(Number);
  const whole = sub.integer || divisors(sub).some((divisor) => Number.isInteger(divisor));
  if (sup.integer && !whole) return false;
  const [least, wantedLeast] = [leastNumber(sub), leastNumber(sup)];
  if (least.at < wantedLeast.at || (least.at === wantedLeast.at && wantedLeast.open && !least.open)) return false;
  const [most, wantedMost] = [greatestNumber(sub), greatestNumber(sup)];
  if (most.at > wantedMost.at || (most.at === wantedMost.at && wantedMost.open && !most.open)) return false;
  return divisors(sup).every((wanted) =>
    [...divisors(sub), ...(whole ? [1] : [])].some((one) => isMultiple(one, wanted)),
  );
}

function textsImply(sub: Case, sup: Case): boolean {
  const same = (keyword: string) => {
    const known = valuesAt(sub, keyword);
    return valuesAt(sup, keyword).every((wanted) => known.includes(wanted));
  };
  return (
    (lowerLimit(sub, "minLength") ?? 0) >= (lowerLimit(sup, "minLength") ?? 0) &&
    isAtMost(upperLimit(sub, "maxLength"), upperLimit(sup, "maxLength")) &&
    ["pattern", "format", "contentEncoding", "contentMediaType"].every(same)
  );
}

function isAtMost(limit: number | undefined, wanted: number | undefined): boolean {
  return wanted === undefined || (limit !== undefined && limit <= wanted);
}

function arraysImply(sub: Case, sup: Case, reasoner: Reasoner): boolean {
  const most = upperLimit(sub, "maxItems");
  if ((lowerLimit(sub, "minItems") ?? 0) < (lowerLimit(sup, "minItems") ?? 0)) return false;
  if (!isAtMost(most, upperLimit(sup, "maxItems"))) return false;
  if (valuesAt(sup, "uniqueItems").includes(true) && !valuesAt(sub, "uniqueItems").includes(true) && (most ?? 2) > 1)
    return false;
  const positions = Math.min(Math.max(prefixLength(sub), prefixLength(sup)) + 1, most ?? Number.POSITIVE_INFINITY);
  for (let index = 0; index < positions; index++) {
    const element = elementNode(sub, index);
    // No array is as long as this.
    if (isImpossible(element, reasoner)) break;
    if (!reasoner.impliesBelow(element, elementNode(sup, index))) return false;
  }
  return sup.members.every((member) => impliesContains(sub, member, reasoner));
}

function impliesContains(sub: Case, wanted: Case["members"][number], reasoner: Reasoner): boolean {
  const schema = wanted.below("contains").get("contains");
  if (schema === undefined || !isSchemaObject(wanted.schema)) return true;
  const { minContains, maxContains } = wanted.schema;
  if (minContains === 0 && maxContains === undefined) return true;
  const node: Node = { all: [schema], written: false };
  return sub.members.some((member) => {
    const known = member.below("contains").get("contains");
    if (known === undefined || !isSchemaObject(member.schema)) return false;
    const own: Node = { all: [known], written: false };
    const enough = Number(member.schema["minContains"] ?? 1) >= Number(minContains ?? 1);
    if (!enough || !reasoner.impliesBelow(own, node)) return false;
    if (maxContains === undefined) return true;
    const most = member.schema["maxContains"];
    return typeof most === "number" && most <= Number(maxContains) && reasoner.impliesBelow(node, own);
  });
}

function objectsImply(sub: Case, sup: Case, reasoner: Reasoner): boolean {
  const required = requiredFields(sub);
  if (![...requiredFields(sup)].every((name) => required.has(name))) return false;
  if (Math.max(lowerLimit(sub, "minProperties") ?? 0, required.size) < (lowerLimit(sup, "minProperties") ?? 0))
    return false;
  const names = allNames(sub, sup);
  const possible = [...names].filter((name) => !isImpossible(fieldNode(sub, name), reasoner));
  const hasOthers = [undefined, ...fieldPatterns(sub).keys()].some(
    (pattern) => !isImpossible(unnamedField(sub, pattern), reasoner),
  );
  const most = Math.min(
    upperLimit(sub, "maxProperties") ?? Number.POSITIVE_INFINITY,
    hasOthers ? Number.POSITIVE_INFINITY : possible.length,
  );
  if (most > (upperLimit(sup, "maxProperties") ?? Number.POSITIVE_INFINITY)) return false;
  return (
    possible.every((name) => reasoner.impliesBelow(fieldNode(sub, name), fieldNode(sup, name))) &&
    unnamedFieldsImply(sub, sup, reasoner) &&
    fieldNamesImply(sub, sup, hasOthers ? undefined : possible, reasoner) &&
    dependenciesImply(sub, sup, reasoner)
  );
}

function allNames(...cases: readonly Case[]): ReadonlySet<string> {
  return new Set(
    cases.flatMap((one) => [
      ...namedFields(one),
      ...requiredFields(one),
      ...closuresOf(one).flatMap(({ names }) => [...names]),
    ]),
  );
}

/** A field whose name neither case gives matches no pattern of `sub`, or one of them. */
function unnamedFieldsImply(sub: Case, sup: Case, reasoner: Reasoner): boolean {
  const patterns = [...fieldPatterns(sub).keys()];
  const holds = (pattern: string | undefined, wanted: Node) => {
    const node = unnamedField(sub, pattern);
    return isImpossible(node, reasoner) || reasoner.impliesBelow(node, wanted);
  };
  const byPattern = [...fieldPatterns(sup)].every(([pattern, all]) =>
    (patterns.includes(pattern) ? [pattern] : [undefined, ...patterns]).every((one) =>
      holds(one, { all, written: false }),
    ),
  );
  return (
    byPattern &&
    closuresOf(sup).every((closure) =>
      [undefined, ...patterns.filter((pattern) => !closure.patterns.has(pattern))].every((one) =>
        holds(one, { all: [closure.value], written: false }),
      ),
    )
  );
}

/** @param names the only fields there can be, when that is known */
function fieldNamesImply(sub: Case, sup: Case, names: readonly string[] | undefined, reasoner: Reasoner): boolean {
  const nameNodes = (of: Case) => of.members.flatMap((member) => [...member.below("propertyNames").values()]);
  const known: Node = { all: nameNodes(sub), written: false };
  return nameNodes(sup).every((schema) => {
    const wanted: Node = { all: [schema], written: false };
    if (known.all.length > 0 && reasoner.impliesBelow(known, wanted)) return true;
    return names?.every((name) => reasoner.matches(name, wanted) === true) ?? false;
  });
}

function dependenciesImply(sub: Case, sup: Case, reasoner: Reasoner): boolean {
  const known = dependencies(sub);
  const required = requiredFields(sub);
  return dependencies(sup).every(
    ([field, wanted]) =>
      wanted.every(
        (name) => required.has(name) || known.some(([other, together]) => other === field && together.includes(name)),
      ) || isImpossible(fieldNode(sub, field), reasoner),
  );
}

/** `dependentRequired` of all members: field → the fields that have to stand beside it. */
export function dependencies(of: Case): readonly (readonly [field: string, together: readonly string[]])[] {
  return valuesAt(of, "dependentRequired").flatMap((map) =>
    Object.entries(Object(map)).map(([field, together]): [string, string[]] => [
      field,
      Array.isArray(together) ? together.map(String) : [],
    ]),
  );
}

function impliesCondition(sub: Case, wanted: Condition, reasoner: Reasoner): boolean {
  switch (wanted.kind) {
    case "exact":
      return sub.conditions.some((one) => one.kind === "exact" && one.text === wanted.text);
    case "not":
      return (
        reasoner.caseDisjoint(sub, wanted.node) ||
        sub.conditions.some((one) => one.kind === "not" && reasoner.implies(wanted.node, one.node))
      );
    case "if":
      return (
        (reasoner.caseImplies(sub, wanted.yes) && reasoner.caseImplies(sub, wanted.no)) ||
        sub.conditions.some(
          (one) =>
            one.kind === "if" &&
            one.test === wanted.test &&
            reasoner.implies(one.yes, wanted.yes) &&
            reasoner.implies(one.no, wanted.no),
        )
      );
  }
}

function isImpossible(node: Node, reasoner: Reasoner): boolean {
  return node.all.some(({ schema }) => schema === false) || reasoner.casesOf(node).length === 0;
}
