import { isSchemaObject } from "../json-schema.ts";
import { canonicalJson } from "./canonical.ts";
import type { Case, Condition, Node } from "./case.ts";
import { typeOf } from "./cases.ts";
import { elementNode } from "./elements.ts";
import { fieldNode, requiredFields } from "./fields.ts";
import { greatestNumber, isMultiple, leastNumber, lowerLimit, upperLimit, valuesAt } from "./limits.ts";
import { matchesPattern } from "./pattern.ts";
import type { Reasoner } from "./reasoner.ts";

/** Undefined: it cannot be told. */
export type Answer = boolean | undefined;

/** Whether a value satisfies a case. */
export function matchesCase(value: unknown, of: Case, reasoner: Reasoner): Answer {
  if (typeOf(value) !== of.type) return false;
  const text = canonicalJson(value);
  if (of.values !== undefined && !of.values.some((listed) => canonicalJson(listed) === text)) return false;
  return all([
    typeof value === "number" ? matchesNumber(value, of) : true,
    typeof value === "string" ? matchesText(value, of) : true,
    Array.isArray(value) ? matchesElements(value, of, reasoner) : true,
    isSchemaObject(value) ? matchesFields(value, of, reasoner) : true,
    ...of.conditions.map((condition) => matchesCondition(value, condition, reasoner)),
  ]);
}

/** Certain only when all are; false as soon as one is. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function matchesNumber(value: number, of: Case): Answer {
  const [least, greatest] = [leastNumber(of), greatestNumber(of)];
  if (least.open ? value <= least.at : value < least.at) return false;
  if (greatest.open ? value >= greatest.at : value > greatest.at) return false;
  if (of.integer && !Number.isInteger(value)) return false;
  return all(
    valuesAt(of, "multipleOf").map((divisor) => {
      if (isMultiple(value, Number(divisor))) return true;
      return Number.isInteger(value) && Number.isInteger(divisor) ? false : undefined;
    }),
  );
}

function matchesText(value: string, of: Case): Answer {
  const length = [...value].length;
  if (length < (lowerLimit(of, "minLength") ?? 0)) return false;
  if (length > (upperLimit(of, "maxLength") ?? Number.POSITIVE_INFINITY)) return false;
  const patterns = valuesAt(of, "pattern").map((pattern) => matchesPattern(String(pattern), value));
  const unknown = ["format", "contentEncoding", "contentMediaType"].some((keyword) => valuesAt(of, keyword).length > 0);
  return all([...patterns, unknown ? undefined : true]);
}

function matchesElements(value: readonly unknown[], of: Case, reasoner: Reasoner): Answer {
  if (value.length < (lowerLimit(of, "minItems") ?? 0)) return false;
  if (value.length > (upperLimit(of, "maxItems") ?? Number.POSITIVE_INFINITY)) return false;
  if (valuesAt(of, "uniqueItems").includes(true) && new Set(value.map(canonicalJson)).size < value.length) return false;
  const contains = of.members.some((member) => member.below("contains").size > 0);
  return all([
    contains ? undefined : true,
    ...value.map((element, index) => reasoner.matches(element, elementNode(of, index))),
  ]);
}

function matchesFields(value: Readonly<Record<string, unknown>>, of: Case, reasoner: Reasoner): Answer {
  const names = Object.keys(value);
  if ([...requiredFields(of)].some((name) => !Object.hasOwn(value, name))) return false;
  if (names.length < (lowerLimit(of, "minProperties") ?? 0)) return false;
  if (names.length > (upperLimit(of, "maxProperties") ?? Number.POSITIVE_INFINITY)) return false;
  const unknown = of.members.some(({ schema }) => Object.hasOwn(Object(schema), "dependentRequired"));
  const nameNode: Node = {
    all: of.members.flatMap((member) => [...member.below("propertyNames").values()]),
    written: false,
  };
  return all([
    unknown ? undefined : true,
    ...names.map((name) => reasoner.matches(value[name], fieldNode(of, name))),
    ...names.map((name) => reasoner.matches(name, nameNode)),
  ]);
}

function matchesCondition(value: unknown, condition: Condition, reasoner: Reasoner): Answer {
  if (condition.kind !== "not") return undefined;
  const answer = reasoner.matches(value, condition.node);
  return answer === undefined ? undefined : !answer;
}
