import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";

/**
 * The checks of some schemas as the text of a CommonJS module.
 * @param {import("../src/document/schema-checks.ts").CheckedSchemas} schemas
 * @returns {string} exports each check under its name
 */
export function codeOf({ options, schemas, checks }) {
  const ajv = new Ajv2020({ ...options, code: { source: true, lines: true } });
  for (const schema of schemas) ajv.addSchema(schema);
  const ids = {};
  for (const [name, schema] of Object.entries(checks)) {
    ids[name] = `urn:check:${name}`;
    ajv.addSchema(schema, ids[name]);
  }
  return standalone.default(ajv, ids);
}
