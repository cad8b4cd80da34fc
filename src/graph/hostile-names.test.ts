/* Names never become syntax: a picture with hostile names has the very form of the same picture with plain ones. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ASTNode, parse } from "@ts-graphviz/ast";
import { SaxesParser } from "saxes";
import { printable } from "../report/printable.ts";
import { fc } from "../test-support/fast-check.ts";
import { dot } from "./dot.ts";
import { graphFormats } from "./formats.ts";
import type { Graph } from "./graph.ts";
import { graphOf } from "./graph-of.ts";
import { mermaid } from "./mermaid.ts";
import { teamsOf } from "./teams.ts";
import { hostileTopology } from "./test-support/hostile-topology.ts";
import { readMermaid } from "./test-support/read-mermaid.ts";

const pairs = fc
  .record({ states: hostileTopology, detail: fc.constantFrom("queues" as const, "teams" as const) })
  .map(({ states, detail }) => ({
    hostile: graphOf(states.hostile, { of: "all" }, { detail }),
    plain: graphOf(states.plain, { of: "all" }, { detail }),
  }));

/** All that a picture has to show by name, in the graph's order. */
function namesIn({ nodes }: Graph): readonly string[] {
  return nodes.map((node) => printable(node.kind === "team" ? node.team : node.name));
}

/** Mermaid has two boxes for a team: before its events, and before its queues. */
function namesInMermaid(graph: Graph): readonly string[] {
  if (graph.detail === "teams") return namesIn(graph);
  return teamsOf(graph).flatMap(({ node, events, queues }) =>
    [events, queues].flatMap((inside) => [node.team, ...inside.map(({ name }) => name)].map(printable)),
  );
}

/** What a line ends with is no part of the name: `crm` and what it holds. */
function startsWithName(label: string | undefined, name: string): void {
  assert.ok(label?.startsWith(name), `${JSON.stringify(label)} is not ${JSON.stringify(name)}`);
}

test("property: Mermaid", () => {
  fc.assert(
    fc.property(pairs, ({ hostile, plain }) => {
      const read = readMermaid(mermaid(hostile));
      assert.deepEqual(read.form, readMermaid(mermaid(plain)).form);
      for (const [index, name] of namesInMermaid(hostile).entries()) startsWithName(read.labels[index], name);
    }),
  );
});

test("property: DOT, read by the parser of ts-graphviz", () => {
  fc.assert(
    fc.property(pairs, ({ hostile, plain }) => {
      const read = readDot(dot(hostile));
      assert.deepEqual(read.form, readDot(dot(plain)).form);
      const labels = read.labels.slice(1);
      for (const [index, name] of namesIn(hostile).entries()) startsWithName(labels[index], name);
    }),
  );
});

test("property: SVG, read by an XML parser", async () => {
  await fc.assert(
    fc.asyncProperty(pairs, async ({ hostile, plain }) => {
      const read = readXml(await graphFormats.svg(hostile));
      assert.deepEqual(read.form, readXml(await graphFormats.svg(plain)).form);
      for (const name of namesIn(hostile))
        assert.ok(
          read.texts.some((text) => text.includes(name.replace(/[\ufffe\uffff]/g, escaped))),
          JSON.stringify(name),
        );
    }),
    { numRuns: 60 },
  );
});

test("property: JSON", async () => {
  await fc.assert(
    fc.asyncProperty(pairs, async ({ hostile }) => {
      const { nodes, edges } = JSON.parse(await graphFormats.json(hostile));
      assert.deepEqual({ nodes, edges }, JSON.parse(JSON.stringify({ nodes: hostile.nodes, edges: hostile.edges })));
    }),
  );
});

function escaped(sign: string): string {
  return `\\u{${sign.charCodeAt(0).toString(16)}}`;
}

/** The tree without its labels, and the labels as Graphviz would show them. */
function readDot(text: string): { readonly form: unknown; readonly labels: readonly string[] } {
  const labels: string[] = [];
  const formOf = (node: ASTNode): unknown => {
    if (node.type === "Attribute" && node.key.value === "label") {
      labels.push(shown(node.value.value));
      return "label";
    }
    const value = node.type === "Literal" ? node.value : undefined;
    return [node.type, value, ...("children" in node ? node.children.map((child) => formOf(child as ASTNode)) : [])];
  };
  return { form: formOf(parse(text)), labels };
}

/** What Graphviz makes of a label: backslash escapes first, then entities. `\N` and the like would be replaced. */
function shown(label: string): string {
  assert.doesNotMatch(label, /&(?!amp;)/, "an entity of the name's own");
  return label
    .replace(/\\(.)/gs, (_, sign: string) => {
      assert.match(sign, /[\\n"]/, `\\${sign} means something else`);
      return sign === "n" ? "\n" : sign;
    })
    .replaceAll("&amp;", "&");
}

/** The elements with their attributes, without what depends on the length of texts; and all texts. */
function readXml(text: string): { readonly form: readonly string[]; readonly texts: readonly string[] } {
  const form: string[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    form.push(`<${name} ${Object.keys(attributes).join(" ")} ${attributes["class"]?.value ?? ""}>`);
    // A sentence takes more lines in a narrow picture.
    if (form.at(-1) === form.at(-3) && form.at(-1)?.includes("words")) form.splice(-2);
  });
  parser.on("closetag", ({ name }) => form.push(`</${name}>`));
  parser.on("text", (said) => texts.push(said));
  for (const event of ["comment", "cdata", "processinginstruction", "doctype"] as const)
    parser.on(event, (said: unknown) => form.push(`${event} ${JSON.stringify(said)}`));
  parser.write(text).close();
  return { form, texts };
}
