import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";

const require = createRequire(import.meta.url);

const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, strictRequired: false });

/** Checks the shape of a policy file, by the JSON Schema published in `schemas/`. */
export const validatePolicy = ajv.compile<unknown>(require("../../schemas/policy.schema.json"));
