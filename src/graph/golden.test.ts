/* Pictures that a person has looked at. `UPDATE_GOLDEN=1` draws them anew: look again. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { compiled } from "../test-support/compiled.ts";
import { compileExample, EXAMPLES } from "../test-support/examples.ts";
import { type GraphFormat, graphFormats } from "./formats.ts";
import type { Graph } from "./graph.ts";
import { graphOf } from "./graph-of.ts";
import { company } from "./test-support/company.ts";

const ENDING: Readonly<Record<GraphFormat, string>> = { mermaid: "mmd", dot: "dot", svg: "svg", json: "golden.json" };

async function same(name: string, format: GraphFormat, graph: Graph): Promise<void> {
  const file = join(import.meta.dirname, `golden/${name}.${ENDING[format]}`);
  const picture = await graphFormats[format](graph);
  if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(file, picture);
  assert.equal(picture, await readFile(file, "utf8"));
}

for (const format of Object.keys(graphFormats) as GraphFormat[])
  test(`the project's own topology as ${format}`, async () => {
    const { desired } = await compileExample(EXAMPLES["main"] ?? "");
    assert.ok(desired);
    await same("main", format, graphOf(desired, { of: "all" }));
  });

test("an event's path through ten teams", async () => {
  const { desired } = await compiled(company(10));
  const graph = graphOf(desired, { of: "event", event: "ORDERS_CREATED", depth: 2 });
  await same("path", "svg", graph);
  await same("path", "mermaid", graph);
});

test("forty teams: too much for one page", async () => {
  const { desired } = await compiled(company(40));
  const graph = graphOf(desired, { of: "all" }, { max: 40 });
  await same("forty", "svg", graph);
  await same("forty", "mermaid", graph);
  await same("forty", "dot", graph);
});
