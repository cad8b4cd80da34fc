import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { readStack } from "../backends/read-stack.ts";
import { backends } from "../backends/registry.ts";
import { compile } from "../compile.ts";
import { nodeFiles } from "../files.ts";
import { json } from "../report/json.ts";
import { hostileReport } from "../report/test-data/arbitrary-diagnostic.ts";
import { fc } from "../test-support/fast-check.ts";
import { exampleFolder, folderWith, runIn } from "./test-support/run-in.ts";

/* What is printed has the shape that is documented, and the documented shape is one that a wrong output fails. */

function schema(name: string): ValidateFunction {
  const text = readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), "utf8");
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: "log", strictTypes: "log", logger: false });
  return ajv.compile(JSON.parse(text));
}

function assertValid(validate: ValidateFunction, value: unknown): void {
  assert.ok(validate(value), JSON.stringify(validate.errors, undefined, 2));
}

/** A copy with one change; `undefined` removes the property. */
function changed(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const copy = structuredClone(value);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (to === undefined) delete at[last];
  else at[last] = to;
  return copy;
}

test("validate --format json: problems, and none", async (context) => {
  const validate = schema("diagnostics");
  const folder = folderWith(context, {
    "topology.yaml": [
      "version: 1",
      "organization: ar",
      "teams:",
      "  crm: { events: { A: {}, B: {} }, subscriptions: [Aa] }",
      "  sales: { events: { B: {} }, subscribtions: [] }",
      "",
    ].join("\n"),
    "good.yaml": "version: 1\norganization: ar\nteams: { crm: { events: { A: {} } } }\n",
  });
  const { stdout } = await runIn(folder, ["validate", "--format", "json"]);
  const report = JSON.parse(stdout);
  assertValid(validate, report);
  assert.ok(report.diagnostics.length >= 2);
  assertValid(
    validate,
    JSON.parse((await runIn(folder, ["validate", "--file", "good.yaml", "--format", "json"])).stdout),
  );

  for (const [path, to] of [
    [["version"], 2],
    [["diagnostics", 0, "code"], undefined],
    [["diagnostics", 0, "code"], "Not A Code"],
    [["diagnostics", 0, "severity"], "fatal"],
    [["diagnostics", 0, "line"], 0],
    [["diagnostics", 0, "endColumn"], undefined],
    [["diagnostics", 0, "extra"], 1],
  ] as const)
    assert.equal(validate(changed(report, path, to)), false, path.join("."));
});

test("validate --quotas --format json: the same problems, and budgets", async (context) => {
  const validate = schema("diagnostics");
  const folder = exampleFolder(context);
  const { exitCode, stdout, stderr } = await runIn(folder, ["validate", "--quotas", "all", "--format", "json"]);
  assert.equal(exitCode, 0);
  assert.equal(stderr, "");
  const report = JSON.parse(stdout);
  assertValid(validate, report);
  assert.deepEqual(report.diagnostics, []);
  for (const { name, quotas } of backends) {
    const told = report.budgets.filter((budget: { backend: string }) => budget.backend === name);
    assert.ok(told.length > 10, name);
    for (const { key, limit, stack } of told) {
      const quota = quotas.find((each) => each.key === key);
      assert.ok(quota, key);
      assert.equal(limit, quota.limit);
      assert.equal(stack, name);
    }
  }
  const plain = JSON.parse((await runIn(folder, ["validate", "--format", "json"])).stdout);
  assert.deepEqual(Object.keys(plain), ["version", "diagnostics"]);

  for (const [path, to] of [
    [["budgets", 0, "key"], "rules per bus"],
    [["budgets", 0, "used"], -1],
    [["budgets", 0, "used"], "3"],
    [["budgets", 0, "limit"], 0],
    [["budgets", 0, "source"], undefined],
    [["budgets", 0, "adjustable"], "yes"],
    [["budgets", 0, "line"], undefined],
    [["budgets", 0, "extra"], 1],
    [["budgets"], {}],
  ] as const)
    assert.equal(validate(changed(report, path, to)), false, path.join("."));
});

test("property: any diagnostics with a code, message and file fit the schema", () => {
  const validate = schema("diagnostics");
  const named = (text: string) => `x${text}`;
  fc.assert(
    fc.property(hostileReport, ({ diagnostics }) => {
      const wellNamed = diagnostics.map((diagnostic) => ({
        ...diagnostic,
        code: "some-code",
        message: named(diagnostic.message),
        span: { ...diagnostic.span, file: named(diagnostic.span.file) },
        ...(diagnostic.related && {
          related: diagnostic.related.map((place) => ({
            message: named(place.message),
            span: { ...place.span, file: named(place.span.file) },
          })),
        }),
      }));
      assertValid(validate, JSON.parse(json(wellNamed)));
    }),
  );
});

for (const { name } of backends) {
  test(`resources: ${name}`, async (context) => {
    const validate = schema("resources");
    const { exitCode, stdout, stderr } = await runIn(exampleFolder(context), ["resources", "--backend", name]);
    assert.equal(exitCode, 0, stderr);
    const report = JSON.parse(stdout);
    assertValid(validate, report);
    assert.equal(report.backend, name);
    const ids: string[] = report.resources.map((resource: { id: string }) => resource.id);
    assert.ok(ids.length > 8);
    assert.deepEqual(ids, [...new Set(ids)].sort());
    for (const resource of report.resources)
      for (const other of [
        ...resource.dependsOn,
        ...(resource.deletedWith === undefined ? [] : [resource.deletedWith]),
      ])
        assert.ok(ids.includes(other), `${resource.id} names ${other}`);

    for (const [path, to] of [
      [["stack"], undefined],
      [["resources", 0, "type"], "Queue"],
      [["resources", 0, "provider"], undefined],
      [["resources", 0, "holdsMessages"], "yes"],
      [["resources", 0, "properties"], undefined],
      [["resources", 0, "dependsOn"], ["no id"]],
      [["resources", 0, "retainOnDelete"], false],
      [["resources", 0, "extra"], 1],
    ] as const)
      assert.equal(validate(changed(report, path, to)), false, path.join("."));
  });

  test(`manifests: ${name}`, async (context) => {
    const validate = schema("manifest");
    const files = nodeFiles(exampleFolder(context));
    const { stack, backend } = await readStack(`stacks/Pulumi.${name}.yaml`, files);
    const { desired, origins } = await compile("topology.yaml", files);
    assert.ok(stack && backend && desired);
    const manifests = backend.manifests({ desired, origins, stack });
    assert.deepEqual(
      manifests.map(({ team }) => team),
      ["crm", "data-analysis", "marketing"],
    );
    for (const manifest of manifests) assertValid(validate, JSON.parse(JSON.stringify(manifest)));

    const marketing = manifests.find(({ team }) => team === "marketing");
    for (const [path, to] of [
      [["version"], "1"],
      [["publishes", "EMAIL_SENT", "to", "kind"], "kafka-topic"],
      [["publishes", "EMAIL_SENT", "principals"], undefined],
      [["consumes", "audience-projection", "events"], []],
      [["consumes", "audience-projection", "from"], undefined],
      [["consumes", "audience-projection", "from", "extra"], 1],
    ] as const)
      assert.equal(validate(changed(marketing, path, to)), false, path.join("."));
  });
}
