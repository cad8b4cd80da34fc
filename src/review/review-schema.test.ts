/* The JSON of a review has the documented shape, and the shape is one that a wrong output fails. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { edits } from "./catalogue/test-support/edits.ts";
import { reviewedEdit } from "./catalogue/test-support/reviewed-edit.ts";
import { json } from "./formats/json.ts";

const root = new URL("../..", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const schema = JSON.parse(read("schemas/review.schema.json"));
const hasShape = new Ajv2020({ allErrors: true, strict: true, strictTypes: true, strictRequired: true }).compile(
  schema,
);

for (const edit of edits)
  test(`the JSON of ${edit.name} fits the schema`, async () => {
    const review = await reviewedEdit(edit);
    assert.ok(hasShape(JSON.parse(json(review))), JSON.stringify(hasShape.errors?.slice(0, 3), undefined, 2));
    const keys = review.changes.map(({ id, kind }) => `${kind} ${id}`);
    assert.equal(new Set(keys).size, keys.length);
  });

test("the catalogue has every kind of change that the schema knows, and every action", async () => {
  const reviews = await Promise.all(edits.map(reviewedEdit));
  const kinds = new Set<string>(reviews.flatMap(({ changes }) => changes.map(({ kind }) => kind)));
  assert.deepEqual([...kinds].sort(), [...schema.$defs.change.properties.kind.enum].sort());
  const actions = new Set<string>(
    reviews.flatMap(({ stacks }) => stacks.flatMap(({ resources }) => resources.map(({ action }) => action))),
  );
  assert.deepEqual([...actions].sort(), [...schema.$defs.resource.properties.action.enum].sort());
});

interface Tree {
  [key: string | number]: unknown;
}

test("a wrong output does not fit", async () => {
  const edit = edits.find(({ name }) => name === "filter-narrowed");
  assert.ok(edit);
  const right: Tree = JSON.parse(json(await reviewedEdit(edit)));
  assert.equal(hasShape(right), true);
  const wrong: readonly (readonly [path: readonly (string | number)[], to: unknown])[] = [
    [["version"], 2],
    [["extra"], 1],
    [["base", "readable"], undefined],
    [["changes", 0, "kind"], "queue-changed"],
    [["changes", 0, "severity"], "fatal"],
    [["changes", 0, "id"], "queue:shipping"],
    [["changes", 0, "reason"], ""],
    [["changes", 0, "span"], {}],
    [["changes", 0, "place", "line"], 0],
    [["affected", 0, "depth"], 0],
    [["affected", 0, "path"], []],
    [["stacks", 0, "resources", 0, "action"], "move"],
    [["picture", "leftOut"], -1],
  ];
  for (const [path, to] of wrong) {
    const copy: Tree = structuredClone(right);
    const last = path.at(-1) ?? "";
    const at = path.slice(0, -1).reduce<Tree>((value, key) => value[key] as Tree, copy);
    if (to === undefined) delete at[last];
    else at[last] = to;
    assert.equal(hasShape(copy), false, path.join("."));
  }
});

interface Node {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

test("every property is described", () => {
  const { $defs, ...whole } = schema as Node & { readonly $defs: Readonly<Record<string, Node>> };
  const isDescribed = ({ description, $ref }: Node): boolean =>
    description !== undefined || ($ref !== undefined && isDescribed($defs[$ref.replace("#/$defs/", "")] ?? {}));
  const undescribed = (node: Node, path: string): readonly string[] => [
    ...(isDescribed(node) ? [] : [path]),
    ...Object.entries(node.properties ?? {}).flatMap(([name, one]) => undescribed(one, `${path}/${name}`)),
    ...(node.items === undefined ? [] : undescribed(node.items, `${path}[]`)),
  ];
  const nodes = Object.entries({ ...$defs, whole });
  assert.ok(nodes.length > 8);
  assert.deepEqual(
    nodes.flatMap(([name, node]) => undescribed(node, name)),
    [],
  );
});

test("what refers to the schema refers to a file that is there, by the name it has", () => {
  for (const path of ["src/review/review.ts", "src/review/formats/json.ts", "action.yml", "docs/ci.md"])
    assert.ok(read(path).includes("schemas/review.schema.json"), path);
  assert.equal(schema.$id, "urn:event-topology:schema:review:1");
});
