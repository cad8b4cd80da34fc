import { type Alias, LineCounter, type Node, visit, type YAMLError, type Document as YamlDocument } from "yaml";
import { type Diagnostic, hasErrors, type Span, startOf } from "../diagnostic.ts";
import { composeText, TooDeep } from "./compose-text.ts";
import type { Document } from "./document.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import { locator } from "./locator.ts";

export interface Parsed {
  /** Undefined when the text is not one well-formed YAML document. */
  readonly document: Document | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** More uses of anchors than any readable file has; an alias bomb has millions. */
const MAX_ALIASES = 1000;

/**
 * text → Document. Never throws for a bad text.
 * @param lenient give a document of what can be read of a malformed text, where anything can
 */
export function parse(file: string, text: string, lenient = false): Parsed {
  try {
    return parseText(file, text, lenient);
  } catch (error) {
    if (error instanceof TooDeep)
      return failed(file, "too-deep", `the file is nested deeper than ${error.limit} levels`);
    throw error;
  }
}

function parseText(file: string, text: string, lenient: boolean): Parsed {
  const lines = new LineCounter();
  const yaml = composeText(text, lines);
  const position = positions(lines);
  const spanOfRange = (start: number, end: number): Span => ({
    file,
    start: position(start),
    end: position(Math.max(start, end)),
  });
  const spanOf = ({ range }: Node): Span => spanOfRange(range?.[0] ?? 0, range?.[1] ?? 0);
  const diagnostics = [
    ...yaml.errors.map((error) => syntaxProblem(error, "error", spanOfRange)),
    ...yaml.warnings.map((warning) => syntaxProblem(warning, "warning", spanOfRange)),
    ...duplicateKeys(yaml.contents, spanOf),
  ];
  if (hasErrors(diagnostics) && !lenient) return { document: undefined, diagnostics };
  try {
    const value: unknown = yaml.toJS({ maxAliasCount: MAX_ALIASES });
    return { document: { file, value, ...locator(yaml.contents, spanOf, startOf(file)) }, diagnostics };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const unresolved = unresolvedAlias(yaml);
    const [message, span] =
      unresolved === undefined
        ? [`aliases in this file expand to more than ${MAX_ALIASES} copies; write the values out`, startOf(file)]
        : [`no anchor &${unresolved.source} stands before this alias`, spanOf(unresolved)];
    return {
      document: undefined,
      diagnostics: [...diagnostics, { code: "bad-alias", severity: "error", message, span }],
    };
  }
}

function unresolvedAlias(yaml: YamlDocument): Alias | undefined {
  let found: Alias | undefined;
  visit(yaml, {
    Alias(_, alias) {
      if (alias.resolve(yaml) !== undefined) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

function syntaxProblem(
  error: YAMLError,
  severity: Diagnostic["severity"],
  spanOfRange: (start: number, end: number) => Span,
): Diagnostic {
  return { code: "yaml-syntax", severity, message: messageOf(error), span: spanOfRange(...error.pos) };
}

function messageOf(error: YAMLError): string {
  if (error.code === "TAB_AS_INDENT") return "YAML is indented with spaces; replace the tab";
  if (error.code === "MULTIPLE_DOCS") return 'the file holds more than one YAML document; remove what follows "---"';
  return `not well-formed YAML: ${error.message}`;
}

function failed(file: string, code: string, message: string): Parsed {
  return { document: undefined, diagnostics: [{ code, severity: "error", message, span: startOf(file) }] };
}

/** Like `LineCounter.linePos`, and fast for who asks in the order of the text: it begins at the line of the last answer. */
function positions({ lineStarts }: LineCounter): (offset: number) => Span["start"] {
  let line = 0;
  return (offset) => {
    const after = lineStarts[line + 1];
    if (offset < (lineStarts[line] ?? 0) || (after !== undefined && offset >= after)) line = lineOf(lineStarts, offset);
    return { line: line + 1, column: Math.max(offset - (lineStarts[line] ?? 0) + 1, 1) };
  };
}

/** Index of the last line that begins at the offset or before. */
function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}
