import type { Location, Log, PhysicalLocation, Region, Result } from "sarif";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { help } from "./help.ts";
import { printableJson } from "./printable.ts";

/** SARIF 2.1.0 (OASIS Standard), which code scanning services read: one run, one rule for each code that occurs. */
export function sarif(diagnostics: readonly Diagnostic[]): string {
  const codes = [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort();
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "event-topology", rules: codes.map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code))),
      },
    ],
  };
  return printableJson(log);
}

function result({ code, severity, message, span, related = [], fix }: Diagnostic, ruleIndex: number): Result {
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: plain(message) },
    locations: [{ physicalLocation: physical(span) }],
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    ...(fix !== undefined && { fixes: [replacement(span, fix)] }),
  };
}

function relatedLocation(place: { message: string; span: Span }, index: number): Location {
  return { id: index + 1, message: { text: plain(place.message) }, physicalLocation: physical(place.span) };
}

function replacement(span: Span, text: string): NonNullable<Result["fixes"]>[number] {
  return {
    description: { text: plain(help(text)) },
    artifactChanges: [
      {
        artifactLocation: { uri: uri(span.file) },
        replacements: [{ deletedRegion: region(span), insertedContent: { text } }],
      },
    ],
  };
}

function physical(span: Span): PhysicalLocation {
  return { artifactLocation: { uri: uri(span.file) }, region: region(span) };
}

function region({ start, end }: Span): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Only what a viewer would read as a placeholder (SARIF 3.11.5) or an embedded link (3.11.6) is escaped. */
function plain(text: string): string {
  return text.replace(/\{(\d+)\}/g, "{{$1}}").replaceAll("](", "\\](");
}

/** A URI reference (SARIF 3.4.3): relative to the root of the repository, or `file:` for an absolute path. */
function uri(file: string): string {
  const path = file
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD")))
    .join("/");
  return file.startsWith("/") ? `file://${path}` : path;
}
