import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { backends } from "./registry.ts";
import { stackSchema } from "./stack-schema.ts";

for (const backend of backends)
  test(`the stack schema of ${backend.name} is a valid one`, () => {
    const ajv = new Ajv2020({ strict: true });
    assert.ok(ajv.validateSchema(stackSchema(backend)), ajv.errorsText());
  });
