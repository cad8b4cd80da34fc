import assert from "node:assert/strict";
import { compile } from "../compile.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { memoryFiles } from "./memory-files.ts";

/**
 * What `compile` says of a topology whose teams are given as YAML, one line a problem:
 * `error unknown-event "THE_TEXT" → "THE FIRST RELATED TEXT"`. The quoted parts are the texts that the spans point at.
 */
export async function problemsOf(
  teams: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const main = `version: 1\norganization: ar\nteams:\n${indented(teams)}`;
  const { diagnostics, sources } = await compile("topology.yaml", memoryFiles({ "topology.yaml": main, ...more }));
  return diagnostics.map((diagnostic) => lineOf(diagnostic, sources));
}

function lineOf({ severity, code, span, related = [] }: Diagnostic, sources: ReadonlyMap<string, string>): string {
  const places = [span, ...related.map((place) => place.span)].map((place) => JSON.stringify(textAt(place, sources)));
  return `${severity} ${code} ${places.join(" → ")}`;
}

/** The text of a span, which must lie in one line. */
export function textAt({ file, start, end }: Span, sources: ReadonlyMap<string, string>): string {
  const line = sources.get(file)?.split("\n")[start.line - 1];
  assert.ok(line !== undefined, `${file} has no line ${start.line}`);
  return line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined);
}

function indented(text: string): string {
  return text
    .replace(/^\n/, "")
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
