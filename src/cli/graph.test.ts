import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { stringify } from "yaml";
import { company } from "../graph/test-support/company.ts";
import { exampleFolder, folderWith, runIn } from "./test-support/run-in.ts";

const STARTS = { mermaid: /^%% .*\nflowchart LR\n/, dot: /^digraph /, svg: /^<svg /, json: /^\{\n {2}"version": 1,/ };

for (const [format, start] of Object.entries(STARTS))
  test(`--format ${format}`, async (context) => {
    const { exitCode, stdout, stderr } = await runIn(exampleFolder(context), ["graph", "--format", format]);
    assert.match(stdout, start);
    assert.ok(stdout.includes("CUSTOMER_CREATED"));
    assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: "" });
  });

test("Mermaid is the default, and --file names another topology", async (context) => {
  const folder = folderWith(context, {
    "other.yaml": "version: 1\norganization: ar\nteams: { crm: { events: { CREATED: {} } } }\n",
  });
  const { stdout } = await runIn(folder, ["graph", "--file", "other.yaml"]);
  assert.match(stdout, STARTS.mermaid);
  assert.match(stdout, /e1\{\{"CREATED"\}\}/);
});

test("--team and --event choose a part; --depth follows what the readers publish", async (context) => {
  const folder = exampleFolder(context);
  const nodes = async (...args: readonly string[]) => {
    const { stdout, stderr } = await runIn(folder, ["graph", "--format", "json", ...args]);
    return { ids: JSON.parse(stdout).nodes.map((node: { id: string }) => node.id), stderr };
  };
  assert.deepEqual((await nodes("--team", "data-analysis")).ids, [
    "team:data-analysis",
    "subscription:data-analysis/EMAIL_SENT",
    "team:marketing",
    "topic:EMAIL_SENT",
  ]);
  const path = await nodes("--event", "CUSTOMER_UPDATED");
  assert.deepEqual(path.ids, [
    "team:crm",
    "topic:CUSTOMER_UPDATED",
    "team:marketing",
    "subscription:marketing/audience-projection",
  ]);
  assert.match(path.stderr, /^note: The path goes on: .* 1 more event that others read\.\n/);
  assert.match(path.stderr, /\nnote: To follow it, use --depth 2\.\n$/);
  assert.ok(
    (await nodes("--event", "CUSTOMER_UPDATED", "--depth", "2")).ids.includes("subscription:data-analysis/EMAIL_SENT"),
  );
});

test("what is left out is told on stderr and in the picture", async (context) => {
  const folder = folderWith(context, { "topology.yaml": stringify(company(40)) });
  for (const format of ["mermaid", "dot", "svg"]) {
    const { exitCode, stdout, stderr } = await runIn(folder, ["graph", "--format", format, "--max", "20"]);
    const notes = [...stderr.matchAll(/^note: ((?:Counted|Left out).*)$/gm)].map(([, note]) => note ?? "");
    assert.equal(notes.length, 3, stderr);
    const picture = stdout.replace(/#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)));
    const words = picture.replace(/<[^>]*>|\\n/g, " ").replace(/\s+/g, " ");
    for (const note of notes) assert.ok(words.includes(note), `${format}: ${note}`);
    assert.match(stderr, /\nnote: To see more, look at a part by --team or --event, or raise --max\.\n$/);
    assert.equal(exitCode, 0);
  }
});

test("a Mermaid that its hosts would refuse to draw is told", async (context) => {
  const folder = folderWith(context, { "topology.yaml": stringify(company(400)) });
  const { stderr } = await runIn(folder, ["graph", "--max", "600"]);
  assert.match(
    stderr,
    /\nnote: Mermaid draws at most 500 lines and 50000 characters unless its host is configured otherwise\.\n/,
  );
  const svg = await runIn(folder, ["graph", "--max", "30", "--format", "svg"]);
  assert.doesNotMatch(svg.stderr, /Mermaid/);
});

test("an unknown name: exit code 1, nothing on stdout, what may be meant", async (context) => {
  const folder = exampleFolder(context);
  assert.deepEqual(await runIn(folder, ["graph", "--team", "marketng"]), {
    exitCode: 1,
    stdout: "",
    stderr: 'error: there is no team marketng; did you mean "marketing"?\n',
  });
  const { exitCode, stderr } = await runIn(folder, ["graph", "--event", "\u001b[31m"]);
  assert.match(stderr, /^error: there is no event \\u\{1b\}\[31m; the events are CUSTOMER_CREATED, /);
  assert.equal(exitCode, 1);
});

test("a topology with an error: its problems, exit code 1, nothing on stdout", async (context) => {
  const folder = folderWith(context, {
    "topology.yaml": "version: 1\norganization: ar\nteams: { crm: { subscriptions: [NOTHING] } }\n",
  });
  const { exitCode, stdout, stderr } = await runIn(folder, ["graph"]);
  assert.match(stderr, /error unknown-event/);
  assert.deepEqual({ exitCode, stdout }, { exitCode: 1, stdout: "" });
});

for (const args of [
  ["--depth", "2"],
  ["--team", "crm", "--event", "X"],
  ["--max", "0"],
  ["--event", "X", "--depth", "x"],
  ["--format", "png"],
])
  test(`wrong use: ${args.join(" ")}`, async (context) => {
    const { exitCode, stdout, stderr } = await runIn(exampleFolder(context), ["graph", ...args]);
    assert.match(stderr, /^error: .+\nsee topology graph --help\n$/s);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: "" });
  });

test("the JSON has the documented shape", async (context) => {
  const schema = JSON.parse(readFileSync(new URL("../../schemas/graph.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: "log",
    strictTypes: "log",
    logger: false,
  }).compile(schema);
  const folder = folderWith(context, { "topology.yaml": stringify(company(12)) });
  for (const args of [
    [],
    ["--detail", "teams"],
    ["--team", "orders"],
    ["--event", "ORDERS_CREATED", "--depth", "3"],
    ["--max", "3"],
  ]) {
    const { stdout } = await runIn(folder, ["graph", "--format", "json", ...args]);
    const printed: Readonly<Record<string, unknown>> & Readonly<Record<"nodes" | "edges", readonly object[]>> =
      JSON.parse(stdout);
    assert.ok(validate(structuredClone(printed)), JSON.stringify(validate.errors, undefined, 2));
    assert.equal(validate({ ...printed, extra: 1 }), false);
    assert.equal(validate({ ...printed, nodes: [{ ...printed.nodes[0], kind: "topic" }] }), false);
    assert.equal(validate({ ...printed, edges: [{ ...printed.edges[0], to: undefined }] }), false);
  }
});
