import type { Diagnostic, Span } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import type { EventDeclaration, Topology } from "../topology/topology.ts";
import { fingerprint } from "./fingerprint.ts";
import type { JsonSchema } from "./json-schema.ts";
import { type Json, readJson } from "./read-json.ts";
import { type ReadSchema, readSchema } from "./read-schema.ts";

/**
 * What is wrong with the files of event contracts: schemas that are none, examples that do not fit, agreements to another
 * schema. Each file is read once, however many events name it. A schema file that is not there is told by `missingSchemas`.
 */
export async function contractProblems(topology: Topology, files: Files): Promise<readonly Diagnostic[]> {
  const events = topology.teams.flatMap((team) => team.events).filter((event) => event.schema !== undefined);
  const read: Reading = {
    schema: once((path) => readSchema(path, files)),
    json: once((path) => readJson(path, files)),
  };
  return (await Promise.all(events.map((event) => problemsOf(event, read)))).flat();
}

interface Reading {
  schema(path: string): Promise<ReadSchema>;
  json(path: string): Promise<Json>;
}

function once<Value>(read: (path: string) => Promise<Value>): (path: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (path) => {
    const found = known.get(path) ?? read(path);
    known.set(path, found);
    return found;
  };
}

async function problemsOf({ name, schema, accepted, example }: EventDeclaration, read: Reading) {
  if (schema === undefined) return [];
  const found = await read.schema(schema.path);
  if (found.kind === "missing") return [];
  if (found.kind === "problem") return [problem("invalid-schema", `${schema.path} ${found.problem}`, schema.span)];
  const current = fingerprint(found.schema);
  const stale: readonly Diagnostic[] =
    accepted === undefined || accepted.schema === current
      ? []
      : [
          {
            code: "stale-acceptance",
            severity: "warning",
            message: `the consumers agreed to another schema of ${name} than the one in ${schema.path}, whose fingerprint is "${current}"; ask them again, or remove "accepted" when there is nothing left to agree to`,
            span: accepted.span,
          },
        ];
  return [
    ...stale,
    ...(example === undefined ? [] : await exampleDiagnostics(example, schema.path, found.schema, read)),
  ];
}

async function exampleDiagnostics(
  { path, span }: { readonly path: string; readonly span: Span },
  schemaPath: string,
  schema: JsonSchema,
  read: Reading,
): Promise<readonly Diagnostic[]> {
  const found = await read.json(path);
  switch (found.kind) {
    case "missing":
      return [
        problem(
          "missing-example",
          `there is no example file ${path}; paths are relative to the file that names them`,
          span,
        ),
      ];
    case "problem":
      return [problem("invalid-example", `${path} ${found.problem}`, span)];
    case "json": {
      // With ajv, which compiles the schema: loaded only where there is an example.
      const { exampleProblems } = await import("./example-problems.ts");
      return exampleProblems(schema, found.value).map((text) =>
        problem("invalid-example", `${path} is not what ${schemaPath} describes: ${text}`, span),
      );
    }
  }
}

function problem(code: string, message: string, span: Span): Diagnostic {
  return { code, severity: "error", message, span };
}
