import { posix } from "node:path";
import { type Diagnostic, hasErrors } from "../diagnostic.ts";
import type { Document } from "../document/document.ts";
import type { Files } from "../document/files.ts";
import type { Path } from "../document/path.ts";
import { type ReadDocument, readDocument } from "../document/read.ts";
import { checkShape } from "../document/shape.ts";
import { decode, decodeTeams } from "./decode.ts";
import type { TeamDeclaration, Topology } from "./topology.ts";
import { topologyChecks } from "./topology-schema.ts";

export interface ReadTopology {
  /** Undefined when the main file cannot be read or parsed. */
  readonly topology: Topology | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  /** False when a file could not be read or parsed, so that something that exists may seem not to. */
  readonly complete: boolean;
}

/**
 * Reads the main file and every file it includes, checks the shape of each and decodes it.
 * @param lenient decode what can be read of malformed files, where anything can
 */
export async function readTopology(file: string, files: Files, lenient = false): Promise<ReadTopology> {
  const main = await readDocument(file, files, lenient);
  const includes = main.document === undefined ? [] : await expandIncludes(main.document, files);
  const paths = [...new Set(includes.flatMap((include) => include.paths))].filter((path) => path !== file);
  const parts = await Promise.all(paths.map((path) => readTeamFile(path, files, lenient)));
  const topology = main.document && decode(main.document);
  return {
    topology: topology && { ...topology, teams: [...topology.teams, ...parts.flatMap(({ teams }) => teams ?? [])] },
    diagnostics: [
      ...main.diagnostics,
      ...(main.document === undefined ? [] : checkShape(topologyChecks().main, main.document)),
      ...includes.flatMap((include) => include.diagnostics),
      ...parts.flatMap((part) => part.diagnostics),
    ],
    sources: new Map([main, ...parts].flatMap((part) => (part.text === undefined ? [] : [[part.file, part.text]]))),
    complete:
      topology !== undefined &&
      parts.every(({ teams }) => teams !== undefined) &&
      includes.every((include) => !hasErrors(include.diagnostics)),
  };
}

interface TeamFile extends Omit<ReadDocument, "document"> {
  /** Undefined when the file is not YAML. */
  readonly teams: readonly TeamDeclaration[] | undefined;
}

/** The document, many times as large as the text, is left behind before the next file is parsed. */
async function readTeamFile(path: string, files: Files, lenient: boolean): Promise<TeamFile> {
  const { document, diagnostics, ...read } = await readDocument(path, files, lenient);
  if (document === undefined) return { ...read, diagnostics, teams: undefined };
  const problems = checkShape(topologyChecks().teamFile, document);
  return { ...read, diagnostics: [...diagnostics, ...problems], teams: decodeTeams(document) };
}

interface Include {
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A pattern that matches nothing is an error: a topology must never get smaller by a typing mistake. */
async function expandIncludes(document: Document, files: Files): Promise<readonly Include[]> {
  const folder = posix.dirname(document.file);
  return Promise.all(
    includePatterns(document).map(async ({ pattern, path }) => {
      const paths = await files.list(posix.join(folder, pattern));
      if (paths.length > 0) return { paths, diagnostics: [] };
      const message = `no file matches ${pattern}; paths are relative to the folder of ${document.file}`;
      const span = document.spanOf(path);
      return { paths, diagnostics: [{ code: "include-matches-nothing", severity: "error", message, span }] };
    }),
  );
}

function includePatterns(document: Document): readonly { readonly pattern: string; readonly path: Path }[] {
  const teams: unknown = Object(document.value).teams;
  const include: unknown = Object(teams).include;
  if (typeof include === "string") return [{ pattern: include, path: ["teams", "include"] }];
  if (!Array.isArray(include)) return [];
  return include.flatMap((pattern: unknown, index) =>
    typeof pattern === "string" ? [{ pattern, path: ["teams", "include", index] }] : [],
  );
}
