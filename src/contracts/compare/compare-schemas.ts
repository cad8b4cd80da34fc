import type { JsonSchema } from "../json-schema.ts";
import type { Node } from "./case.ts";
import { changesOfNodes } from "./compare-nodes.ts";
import { type Comparison, NOTHING, subject } from "./comparison.ts";
import { reasonerFor } from "./reason.ts";
import type { SchemaChange } from "./schema-change.ts";
import { type Located, schemaDocument } from "./schema-document.ts";

/**
 * What changed between two valid schemas of draft 2020-12, and which promise each change breaks.
 *
 * A change that breaks nothing is proved harmless; what cannot be proved counts as breaking. Data that is read may have any
 * field that the schema does not forbid. Data that is written has no fields but those that its schema names, unless
 * `additionalProperties` or `unevaluatedProperties` says what others may be: without this difference not even an optional
 * field could be added (a reader cannot know that nobody wrote something else under that name before).
 */
export function compareSchemas(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  const reasoner = reasonerFor();
  const underWay = new Set<string>();
  const comparison: Comparison = {
    reasoner,
    changes(fromNode, toNode, field) {
      const [from, to] = [referred(fromNode), referred(toNode)];
      if (reasoner.isSame(from, to)) return [];
      const key = JSON.stringify([from, to].map(({ all }) => all.map((schema) => schema.key)));
      // A schema that holds itself: this change is being told further up.
      if (underWay.has(key)) return [];
      underWay.add(key);
      const found = changesOfNodes(from, to, field, comparison);
      underWay.delete(key);
      return judged(found, from, to, field, comparison);
    },
  };
  const root = (name: string, schema: JsonSchema): Node => ({ all: [schemaDocument(name, schema)], written: true });
  return distinct(comparison.changes(root("before", before), root("after", after), ""));
}

/**
 * The parts are judged by themselves; the whole has the last word, since alternatives and conditions can make up for a
 * part, or spoil one.
 */
function judged(
  changes: readonly SchemaChange[],
  from: Node,
  to: Node,
  field: string,
  { reasoner }: Comparison,
): readonly SchemaChange[] {
  const breaks = {
    backward: !reasoner.implies(from, { ...to, written: false }),
    forward: !reasoner.implies(to, { ...from, written: false }),
  };
  const told = changes.map((change) => ({
    ...change,
    breaks: {
      backward: change.breaks.backward && breaks.backward,
      forward: change.breaks.forward && breaks.forward,
    },
  }));
  const untold = {
    backward: breaks.backward && !told.some((change) => change.breaks.backward),
    forward: breaks.forward && !told.some((change) => change.breaks.forward),
  };
  if (!untold.backward && !untold.forward) return told;
  const summary = `${subject(field)} changed in a way that cannot be shown to be compatible`;
  const pointer = to.all[0]?.pointer ?? from.all[0]?.pointer ?? "";
  return [...told, { kind: "schema-changed", pointer, field, summary, breaks: { ...NOTHING, ...untold } }];
}

const BESIDE_REFERENCE = new Set(["$ref", "$schema", "$comment", "title", "description", "examples", "default"]);

/** What a schema stands for that is nothing but a reference: a tree's nodes are then the tree itself. */
function referred(node: Node): Node {
  const target = (schema: Located, follow = MAX_REFERENCES): Located => {
    const keywords = Object(schema.schema);
    const isOnly = typeof keywords.$ref === "string" && Object.keys(keywords).every((key) => BESIDE_REFERENCE.has(key));
    const next = isOnly && follow > 0 ? schema.follow(keywords.$ref) : undefined;
    return next === undefined ? schema : target(next, follow - 1);
  };
  return { ...node, all: node.all.map((schema) => target(schema)) };
}

/** References to references: more than any readable schema has. */
const MAX_REFERENCES = 32;

function distinct(changes: readonly SchemaChange[]): readonly SchemaChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}
