import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { fc } from "../../test-support/fast-check.ts";
import type { JsonSchema } from "../json-schema.ts";
import { randomSchemas } from "../test-support/random-schema.ts";
import { choices, sample } from "../test-support/sample.ts";
import { writtenSchema } from "../test-support/written.ts";
import { compareSchemas } from "./compare-schemas.ts";

const VALUES = 100;

/** A reader that has never heard of the comparison. */
function reader(schema: JsonSchema): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
  addFormats.default(ajv);
  return (value) => ajv.validate(schema, value);
}

function writer(schema: JsonSchema): (value: unknown) => boolean {
  const [reads, writes] = [reader(schema), reader(writtenSchema(schema))];
  return (value) => reads(value) && writes(value);
}

test("what is called compatible never refuses data of the other version", () => {
  const tried = { backward: 0, forward: 0 };
  fc.assert(
    fc.property(randomSchemas, fc.nat(), ([before, after], seed) => {
      const changes = compareSchemas(before, after);
      const choose = choices(seed);
      const values = Array.from({ length: VALUES }, (_, index) => {
        const from = index % 2 === 0 ? before : after;
        return sample(from, from, choose);
      });
      const check = (way: "backward" | "forward", from: JsonSchema, to: JsonSchema) => {
        if (changes.some((change) => change.breaks[way])) return;
        const [writes, reads] = [writer(from), reader(to)];
        for (const value of values.filter(writes)) {
          tried[way]++;
          assert.ok(reads(value), `${way}: ${JSON.stringify(value)}`);
        }
      };
      check("backward", before, after);
      check("forward", after, before);
    }),
    { numRuns: 400 },
  );
  assert.ok(tried.backward > 2000 && tried.forward > 2000, `too little was tried: ${JSON.stringify(tried)}`);
});

test("a schema never differs from itself, and breaks nothing", () => {
  fc.assert(
    fc.property(randomSchemas, ([schema]) => {
      assert.deepEqual(compareSchemas(schema, structuredClone(schema)), []);
    }),
    { numRuns: 200 },
  );
});

test("the way back breaks what the way there does, the other way round", () => {
  fc.assert(
    fc.property(randomSchemas, ([before, after]) => {
      const breaks = (from: JsonSchema, to: JsonSchema, way: "backward" | "forward") =>
        compareSchemas(from, to).some((change) => change.breaks[way]);
      assert.equal(breaks(before, after, "backward"), breaks(after, before, "forward"));
    }),
    { numRuns: 200 },
  );
});
