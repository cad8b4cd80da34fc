import { canonicalSchema } from "./canonical.ts";
import type { Case, Node } from "./case.ts";
import { casesOf } from "./cases.ts";
import { casesAreDisjoint } from "./disjoint.ts";
import { fieldNode, requiredFields } from "./fields.ts";
import { caseImpliesCase } from "./implies.ts";
import { type Answer, matchesCase } from "./matches.ts";
import type { Reasoner } from "./reasoner.ts";
import { type Located, schemaDocument } from "./schema-document.ts";

/** Comparisons of cases before it is given up: far more than any schema that a person can read takes. */
const MAX_STEPS = 50_000;
/** Levels of fields that are looked at to tell alternatives apart. */
const MAX_DISJOINT_DEPTH = 6;
/** Values of one field by which a case is divided into several. */
const MAX_DIVISIONS = 32;

/** A reasoner for the schemas of one comparison. It remembers what it found, so it is for one comparison only. */
export function reasonerFor(): Reasoner {
  const cases = new Map<string, readonly Case[]>();
  const takenApart = new Set<string>();
  const proved = new Map<string, boolean>();
  const apart = new Map<string, boolean>();
  /** Comparisons under way, with the level at which they began. */
  const open = new Map<string, number>();
  let level = 0;
  let assumed = 0;
  let steps = 0;
  let disjointDepth = 0;

  const reasoner: Reasoner = {
    casesOf(node) {
      const key = keyOf(node);
      const known = cases.get(key);
      if (known !== undefined) return known;
      // Asked again while it is found out: alternatives are then told apart by nothing.
      if (takenApart.has(key)) return casesOf(node, () => false);
      takenApart.add(key);
      const found = casesOf(node, reasoner.disjoint);
      takenApart.delete(key);
      cases.set(key, found);
      return found;
    },
    isSame(a, b) {
      const [ones, others] = [a, b].map(({ all }) => all.filter(({ schema }) => schema !== true));
      const within = (schemas: readonly Located[] = [], known: readonly Located[] = []) =>
        schemas.every((one) => known.some((other) => isSame(one, other)));
      return within(ones, others) && within(others, ones);
    },
    implies(sub, sup) {
      if (sup.all.every((wanted) => wanted.schema === true || sub.all.some((one) => isSame(one, wanted)))) return true;
      const key = `${keyOf(sub)} → ${keyOf(sup)}`;
      const known = proved.get(key);
      if (known !== undefined) return known;
      // Data is finite: what holds of everything below it, if it holds below, holds.
      const begun = open.get(key);
      if (begun !== undefined) {
        if (begun < level) assumed++;
        return begun < level;
      }
      open.set(key, level);
      const before = assumed;
      const holds = reasoner.casesOf(sub).every((one) => reasoner.caseImplies(one, sup));
      open.delete(key);
      if (!holds || assumed === before) proved.set(key, holds);
      return holds;
    },
    impliesBelow(sub, sup) {
      level++;
      const holds = reasoner.implies(sub, sup);
      level--;
      return holds;
    },
    caseImplies(sub, sup) {
      const wanted = reasoner.casesOf(sup);
      if (sub.values !== undefined)
        return sub.values.every(
          (value) => matchesCase(value, sub, reasoner) === false || reasoner.matches(value, sup) === true,
        );
      const one = (of: Case) => wanted.some((other) => steps++ < MAX_STEPS && caseImpliesCase(of, other, reasoner));
      return one(sub) || (wanted.length > 1 && (divided(sub, reasoner)?.every(one) ?? false));
    },
    disjoint(a, b) {
      if (disjointDepth >= MAX_DISJOINT_DEPTH) return false;
      const key = `${keyOf(a)} ${keyOf(b)}`;
      const known = apart.get(key);
      if (known !== undefined) return known;
      // While it is looked at, nothing is known: schemas may hold themselves.
      apart.set(key, false);
      disjointDepth++;
      const are = reasoner.casesOf(a).every((one) => reasoner.caseDisjoint(one, b));
      disjointDepth--;
      apart.set(key, are);
      return are;
    },
    caseDisjoint: (a, b) =>
      reasoner.casesOf(b).every((other) => steps++ < MAX_STEPS && casesAreDisjoint(a, other, reasoner)),
    matches(value, node): Answer {
      const answers = reasoner.casesOf(node).map((one) => matchesCase(value, one, reasoner));
      if (answers.includes(true)) return true;
      return answers.includes(undefined) ? undefined : false;
    },
  };

  function isSame(a: Located, b: Located): boolean {
    return a.key === b.key || canonicalSchema(a) === canonicalSchema(b);
  }

  return reasoner;
}

function keyOf({ all, written }: Node): string {
  return `${written ? "written" : "read"} ${JSON.stringify([...new Set(all.map(({ key }) => key))].sort())}`;
}

/** The case as several, one for each value of a required field that has few: what alternatives are mostly told apart by. */
function divided(of: Case, reasoner: Reasoner): readonly Case[] | undefined {
  if (of.type !== "object") return undefined;
  for (const name of requiredFields(of)) {
    const values = reasoner.casesOf(fieldNode(of, name)).map((one) => one.values);
    const listed = values.flatMap((list) => list ?? []);
    if (values.includes(undefined) || listed.length < 2 || listed.length > MAX_DIVISIONS) continue;
    return listed.map((value) => {
      const schema = { properties: { [name]: { const: value } } };
      return { ...of, members: [...of.members, schemaDocument(`divided ${JSON.stringify(schema)}`, schema)] };
    });
  }
  return undefined;
}
