import { createRequire } from "node:module";
import type { Options, ValidateFunction } from "ajv";

const require = createRequire(import.meta.url);

/** JSON Schemas of draft 2020-12 of our own, and how ajv is to compile them. */
export interface CheckedSchemas<Name extends string = string> {
  readonly options: Options;
  /** What the checks refer to by `$id`. */
  readonly schemas: readonly object[];
  /** What each check holds a value against, by the name of the check. */
  readonly checks: Readonly<Record<Name, object>>;
}

export type Checks<Name extends string> = Readonly<Record<Name, ValidateFunction>>;

/** What the build compiles ahead (tools/compile-schemas.mjs), each in a file of its own so that only what is used is loaded. */
const AHEAD = {
  topology: () => require("../compiled-schemas/topology.cjs"),
  policy: () => require("../compiled-schemas/policy.cjs"),
  draft: () => require("../compiled-schemas/draft.cjs"),
} as const satisfies Record<string, () => unknown>;

export type AheadName = keyof typeof AHEAD;

/**
 * The checks of some schemas, made when they are first asked for: loaded where the build has compiled them, which takes a
 * hundredth of the time, and else compiled by ajv. The two give the same errors.
 */
export function schemaChecks<Name extends string>(name: AheadName, schemas: CheckedSchemas<Name>): () => Checks<Name> {
  let checks: Checks<Name> | undefined;
  return () => {
    checks ??= compiledAhead(name) ?? compiledNow(schemas);
    return checks;
  };
}

function compiledAhead<Name extends string>(name: AheadName): Checks<Name> | undefined {
  try {
    return AHEAD[name]() as Checks<Name>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

function compiledNow<Name extends string>({ options, schemas, checks }: CheckedSchemas<Name>): Checks<Name> {
  const { Ajv2020 } = require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  // That the schemas themselves are good is a matter of tests.
  const ajv = new Ajv2020({ ...options, validateSchema: false });
  for (const schema of schemas) ajv.addSchema(schema);
  const compiled = Object.entries<object>(checks).map(([name, schema]) => [name, ajv.compile(schema)] as const);
  return Object.fromEntries(compiled) as Checks<Name>;
}
