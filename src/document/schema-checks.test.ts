import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { codeOf } from "../../tools/schema-code.mjs";
import { DRAFT, draftSchemas } from "../contracts/draft-schema.ts";
import { policySchemas } from "../policy/policy-schema.ts";
import { fc } from "../test-support/fast-check.ts";
import { topologySchemas } from "../topology/topology-schema.ts";
import type { CheckedSchemas } from "./schema-checks.ts";
import { schemaChecks } from "./schema-checks.ts";

const require = createRequire(import.meta.url);

/** Values of the shape of each schema, sound and unsound: what a key may be is drawn from the words of the schemas. */
const words = fc.constantFrom(
  ...["version", "organization", "teams", "events", "subscriptions", "crm", "A", "filter", "queue", "retired", "drain"],
  ...[
    "rules",
    "names",
    "severity",
    "description",
    "type",
    "properties",
    "object",
    "$ref",
    "$defs",
    "required",
    "30s",
    "",
  ],
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    words,
    fc.integer({ min: -1, max: 3 }),
    fc.boolean(),
    fc.constant(null),
    tie("list"),
    tie("map"),
    tie("map"),
  ),
  list: fc.array(tie("value"), { maxLength: 3 }),
  map: fc.dictionary(words, tie("value"), { maxKeys: 5 }),
})).value;

const SOURCES: Readonly<Record<"topology" | "policy" | "draft", CheckedSchemas>> = {
  topology: topologySchemas,
  policy: policySchemas,
  draft: draftSchemas,
};

for (const [name, schemas] of Object.entries(SOURCES)) {
  test(`the code of the ${name} schemas tells the same errors as ajv`, () => {
    const ahead: Record<string, ValidateFunction> = {};
    new Function("require", "exports", codeOf(schemas))(require, ahead);
    const now = schemaChecks(name as keyof typeof SOURCES, schemas)();
    assert.deepEqual(Object.keys(ahead), Object.keys(now));
    let wrong = 0;
    fc.assert(
      fc.property(values, (value) => {
        for (const [check, ours] of Object.entries(ahead)) {
          const isSound = now[check]?.(value);
          assert.equal(ours(value), isSound);
          assert.deepEqual(errorsOf(ours), errorsOf(now[check]));
          if (isSound === false) wrong += 1;
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(wrong > 50, "most values are not of the shape");
  });

  test(`the ${name} schemas are schemas of their draft`, () => {
    const ajv = new Ajv2020(schemas.options);
    for (const schema of [...schemas.schemas, ...Object.values(schemas.checks)])
      assert.equal(ajv.validate(DRAFT, schema), true, ajv.errorsText());
  });
}

/** All but where the schema stands, which messages do not say: `$ref` of a check is not in it when it is compiled ahead. */
function errorsOf(check: ValidateFunction | undefined): unknown {
  return (check?.errors ?? []).map(({ schemaPath: _, ...rest }) => JSON.parse(JSON.stringify(rest)));
}
