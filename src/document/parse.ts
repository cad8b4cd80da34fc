import { type Alias, LineCounter, visit, type YAMLError, type Document as YamlDocument } from "yaml";
import { type Diagnostic, type Span, startOf } from "../diagnostic.ts";
import { composeText, TooDeep } from "./compose-text.ts";
import type { Document } from "./document.ts";
import { locator } from "./locator.ts";

export interface Parsed {
  /** Undefined when the text is not one well-formed YAML document. */
  readonly document: Document | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** More uses of anchors than any readable file has; an alias bomb has millions. */
const MAX_ALIASES = 1000;

/** text → Document. Never throws for a bad text. */
export function parse(file: string, text: string): Parsed {
  try {
    return parseText(file, text);
  } catch (error) {
    if (error instanceof TooDeep)
      return failed(file, "too-deep", `the file is nested deeper than ${error.limit} levels`);
    throw error;
  }
}

function parseText(file: string, text: string): Parsed {
  const lines = new LineCounter();
  const yaml = composeText(text, lines);
  const spanOfRange = (start: number, end: number): Span => ({
    file,
    start: position(lines, start),
    end: position(lines, Math.max(start, end)),
  });
  const locate = locator(yaml.contents, spanOfRange, startOf(file));
  const diagnostics = [
    ...yaml.errors.map((error) => diagnosticOf(error, "error", spanOfRange, locate.firstOfDuplicate)),
    ...yaml.warnings.map((warning) => diagnosticOf(warning, "warning", spanOfRange, locate.firstOfDuplicate)),
  ];
  if (yaml.errors.length > 0) return { document: undefined, diagnostics };
  try {
    const value: unknown = yaml.toJS({ maxAliasCount: MAX_ALIASES });
    return { document: { file, value, spanOf: locate.spanOf, keySpanOf: locate.keySpanOf }, diagnostics };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const unresolved = unresolvedAlias(yaml);
    const [message, span] =
      unresolved === undefined
        ? [`aliases in this file expand to more than ${MAX_ALIASES} copies; write the values out`, startOf(file)]
        : [`no anchor &${unresolved.source} stands before this alias`, spanOfRange(...offsetsOf(unresolved))];
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

function offsetsOf(node: Alias): readonly [start: number, end: number] {
  return [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
}

function diagnosticOf(
  error: YAMLError,
  severity: Diagnostic["severity"],
  spanOfRange: (start: number, end: number) => Span,
  firstOfDuplicate: (offset: number) => { readonly key: string; readonly span: Span } | undefined,
): Diagnostic {
  const span = spanOfRange(error.pos[0], error.pos[1]);
  if (error.code !== "DUPLICATE_KEY") return { code: "yaml-syntax", severity, message: messageOf(error), span };
  const first = firstOfDuplicate(error.pos[0]);
  return {
    code: "duplicate-key",
    severity,
    message: `the key ${first === undefined ? "" : `"${first.key}" `}stands here a second time; keep one of the two`,
    span,
    ...(first && { related: [{ message: "the first one is here", span: first.span }] }),
  };
}

function messageOf(error: YAMLError): string {
  if (error.code === "TAB_AS_INDENT") return "YAML is indented with spaces; replace the tab";
  if (error.code === "MULTIPLE_DOCS") return 'the file holds more than one YAML document; remove what follows "---"';
  return `not well-formed YAML: ${error.message}`;
}

function failed(file: string, code: string, message: string): Parsed {
  return { document: undefined, diagnostics: [{ code, severity: "error", message, span: startOf(file) }] };
}

function position(lines: LineCounter, offset: number): Span["start"] {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
