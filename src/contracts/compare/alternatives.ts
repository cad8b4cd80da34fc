import { isSchemaObject, type SchemaObject } from "../json-schema.ts";
import { canonicalSchema } from "./canonical.ts";
import type { Closure, Condition, Elsewhere, Node } from "./case.ts";
import { joinElsewhere, NOWHERE, saidBy } from "./elsewhere.ts";
import type { Located } from "./schema-document.ts";

/** One choice among the alternatives of a schema: all of it holds together. */
export interface Alternative {
  readonly members: readonly Located[];
  readonly closures: readonly Closure[];
  readonly conditions: readonly Condition[];
  readonly elsewhere: Elsewhere;
}

/** More combinations than any readable schema has; beyond it `anyOf` and `oneOf` are compared as they are written. */
const MAX_ALTERNATIVES = 128;

const ANYTHING: Alternative = { members: [], closures: [], conditions: [], elsewhere: NOWHERE };

type Disjoint = (a: Node, b: Node) => boolean;

/** Takes `$ref`, `allOf`, `anyOf` and `oneOf` apart. */
export function alternativesOf(node: Node, disjoint: Disjoint): readonly Alternative[] {
  return product(
    node.all.map((schema) => taken(schema, disjoint, new Set())),
    node.all,
  );
}

function taken(at: Located, disjoint: Disjoint, above: ReadonlySet<string>): readonly Alternative[] {
  if (at.schema === true) return [ANYTHING];
  if (!isSchemaObject(at.schema)) return [];
  // A schema that applies itself to the same place has no meaning of its own.
  if (above.has(at.key)) return [{ ...ANYTHING, conditions: [exact(at, "$ref")] }];
  const inside = new Set([...above, at.key]);
  const take = (schema: Located) => taken(schema, disjoint, inside);
  const factors = [
    [{ ...ANYTHING, members: [at], closures: closing(at), conditions: conditionsOf(at), elsewhere: conditional(at) }],
    ...referenced(at, at.schema, take),
    ...[...at.below("allOf").values()].map(take),
    ...choice(at, "anyOf", take, disjoint),
    ...choice(at, "oneOf", take, disjoint),
  ];
  return product(factors, [at]).map((one) => evaluated(at, one));
}

function referenced(at: Located, schema: SchemaObject, take: (one: Located) => readonly Alternative[]) {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return [];
  const target = at.follow(reference);
  return [target === undefined ? [{ ...ANYTHING, conditions: [exact(at, "$ref")] }] : take(target)];
}

function choice(
  at: Located,
  keyword: "anyOf" | "oneOf",
  take: (one: Located) => readonly Alternative[],
  disjoint: Disjoint,
): readonly (readonly Alternative[])[] {
  const branches = [...at.below(keyword).values()];
  if (branches.length === 0) return [];
  const apart = (a: Located, b: Located) => disjoint({ all: [a], written: false }, { all: [b], written: false });
  // `oneOf` is `anyOf` where no two can hold together; elsewhere it also forbids what only a comparison of wholes can tell.
  const exclusive =
    keyword === "anyOf" ||
    branches.every((branch, index) => branches.slice(index + 1).every((other) => apart(branch, other)));
  return [
    branches.flatMap((branch) => {
      const others = keyword === "oneOf" ? [] : branches.filter((other) => other !== branch && !apart(branch, other));
      const elsewhere = others.reduce((said, other) => joinElsewhere(said, saidBy(other)), NOWHERE);
      return take(branch).map((one) => ({
        ...one,
        conditions: exclusive ? one.conditions : [...one.conditions, oneOfAsWritten(at, branches)],
        elsewhere: joinElsewhere(one.elsewhere, elsewhere),
      }));
    }),
  ];
}

function product(factors: readonly (readonly Alternative[])[], whole: readonly Located[]): readonly Alternative[] {
  const combinations = factors.reduce((count, factor) => count * factor.length, 1);
  if (combinations <= MAX_ALTERNATIVES)
    return factors.reduce<readonly Alternative[]>(
      (left, right) => left.flatMap((one) => right.map((other) => joined(one, other))),
      [ANYTHING],
    );
  const certain = factors.filter((factor) => factor.length === 1);
  const rest = factors.filter((factor) => factor.length !== 1).flat();
  const elsewhere = rest.reduce(
    (said, one) => [...one.members.map((member) => saidBy(member)), one.elsewhere].reduce(joinElsewhere, said),
    NOWHERE,
  );
  return product([...certain, [{ ...ANYTHING, conditions: whole.map((at) => exact(at, "anyOf")), elsewhere }]], whole);
}

function joined(a: Alternative, b: Alternative): Alternative {
  return {
    members: [...a.members, ...b.members],
    closures: [...a.closures, ...b.closures],
    conditions: [...a.conditions, ...b.conditions],
    elsewhere: joinElsewhere(a.elsewhere, b.elsewhere),
  };
}

function exact(at: Located, keyword: string): Condition {
  return { kind: "exact", at, keyword, text: `${keyword} ${canonicalSchema(at)}` };
}

function oneOfAsWritten(at: Located, branches: readonly Located[]): Condition {
  return { kind: "exact", at, keyword: "oneOf", text: `oneOf ${branches.map(canonicalSchema).sort().join()}` };
}

/** `additionalProperties` looks at its own schema's `properties` and `patternProperties` only. */
function closing(at: Located): readonly Closure[] {
  const value = at.below("additionalProperties").get("additionalProperties");
  if (value === undefined) return [];
  const names = new Set(at.below("properties").keys());
  return [{ names, patterns: new Set(at.below("patternProperties").keys()), value, keyword: "additionalProperties" }];
}

/** `unevaluatedProperties` looks at all that the schema applies to the same place. */
function evaluated(at: Located, one: Alternative): Alternative {
  const properties = at.below("unevaluatedProperties").get("unevaluatedProperties");
  const elements = at.below("unevaluatedItems").get("unevaluatedItems");
  const conditions = elements === undefined ? one.conditions : [...one.conditions, exact(at, "unevaluatedItems")];
  if (properties === undefined) return { ...one, conditions };
  // What else may hold may evaluate more.
  const uncertain =
    one.elsewhere.anyField || one.elsewhere.fields.size > 0 || one.conditions.some(({ kind }) => kind === "exact");
  if (uncertain)
    return {
      ...one,
      conditions: [...conditions, exact(at, "unevaluatedProperties")],
      elsewhere: { ...one.elsewhere, anyField: true },
    };
  // `additionalProperties` has evaluated everything.
  if (one.closures.length > 0) return { ...one, conditions };
  const below = (keyword: string) => new Set(one.members.flatMap((member) => [...member.below(keyword).keys()]));
  const names = below("properties");
  const patterns = below("patternProperties");
  return {
    ...one,
    conditions,
    closures: [{ names, patterns, value: properties, keyword: "unevaluatedProperties" }],
  };
}

function conditionsOf(at: Located): readonly Condition[] {
  const { schema } = at;
  if (!isSchemaObject(schema)) return [];
  const node = (one: Located | undefined): Node => ({ all: one === undefined ? [] : [one], written: false });
  const test = at.below("if").get("if");
  const not = at.below("not").get("not");
  return [
    ...(test === undefined
      ? []
      : [
          {
            kind: "if" as const,
            at,
            test: canonicalSchema(test),
            yes: node(at.below("then").get("then")),
            no: node(at.below("else").get("else")),
          },
        ]),
    ...[...at.below("dependentSchemas")].map(([field, dependent]) => ({
      kind: "if" as const,
      at,
      test: `field ${JSON.stringify(field)}`,
      yes: node(dependent),
      no: node(undefined),
    })),
    ...(not === undefined ? [] : [{ kind: "not" as const, at, node: node(not) }]),
    ...(Object.hasOwn(schema, "$dynamicRef") ? [exact(at, "$dynamicRef")] : []),
    ...(Object.hasOwn(schema, "dependencies") ? [exact(at, "dependencies")] : []),
  ];
}

/** What `if` and `dependentSchemas` say, should they hold. */
function conditional(at: Located): Elsewhere {
  const schemas = ["if", "then", "else", "dependentSchemas"].flatMap((keyword) => [...at.below(keyword).values()]);
  const said = schemas.reduce((all, schema) => joinElsewhere(all, saidBy(schema)), NOWHERE);
  const isOpen =
    isSchemaObject(at.schema) && ["$dynamicRef", "dependencies"].some((key) => Object.hasOwn(Object(at.schema), key));
  return isOpen ? { ...said, anyField: true, elements: true } : said;
}
