import picocolors from "picocolors";
import type { Diagnostic, RelatedPlace, Span } from "../diagnostic.ts";
import { type ExcerptLine, excerpt } from "./excerpt.ts";
import { help } from "./help.ts";
import { type LineOf, lineReader } from "./lines.ts";
import { printable, printableSentence } from "./printable.ts";
import type { Look } from "./report.ts";
import { summary } from "./summary.ts";

type Colors = ReturnType<typeof picocolors.createColors>;
type Color = (text: string) => string;

const PLAIN: Look = { colors: false, width: 100 };

/** For people: the place, the line with a caret run below the mistake, what else belongs to it, what would help; a count at the end. */
export function text(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  look: Partial<Look> = {},
): string {
  if (diagnostics.length === 0) return "";
  const { colors, width } = { ...PLAIN, ...look };
  const paint = picocolors.createColors(colors);
  const lineOf = lineReader(sources);
  const blocks = diagnostics.map((diagnostic) => block(diagnostic, lineOf, paint, width).join("\n"));
  return `${blocks.join("\n\n")}\n\n${paint.bold(summary(diagnostics))}\n`;
}

function block(diagnostic: Diagnostic, lineOf: LineOf, paint: Colors, width: number): readonly string[] {
  const { code, severity, message, span, related = [], fix } = diagnostic;
  const color = severity === "error" ? paint.red : paint.yellow;
  const gutter = String(Math.max(...[span, ...related.map((place) => place.span)].map(({ end }) => end.line))).length;
  return [
    `${paint.bold(place(span))} ${paint.bold(color(severity))} ${paint.bold(printable(code))} ${printableSentence(message)}`,
    ...lines(excerpt(span, lineOf, width), gutter, paint, color),
    ...related.flatMap((other) => relatedBlock(other, lineOf, paint, width, gutter)),
    ...helpLines(fix, paint),
  ];
}

function relatedBlock(other: RelatedPlace, lineOf: LineOf, paint: Colors, width: number, gutter: number): string[] {
  const head = `${paint.bold(place(other.span))} ${paint.bold(paint.cyan("note"))} ${printableSentence(other.message)}`;
  return [head, ...lines(excerpt(other.span, lineOf, width), gutter, paint, paint.cyan)];
}

function lines(excerpted: readonly ExcerptLine[], gutter: number, paint: Colors, color: Color): readonly string[] {
  const bar = (number: string) => paint.dim(`${number.padStart(gutter)} |`);
  return excerpted.flatMap(({ number, text, caretFrom, caretLength }, index) => {
    const previous = excerpted[index - 1]?.number ?? number - 1;
    const skipped = previous < number - 1 ? [paint.dim(`${" ".repeat(gutter)} …`)] : [];
    const carets = `${bar("")} ${" ".repeat(caretFrom)}${color("^".repeat(caretLength))}`;
    return [...skipped, `${bar(String(number))} ${text}`.trimEnd(), carets];
  });
}

function helpLines(fix: string | undefined, paint: Colors): readonly string[] {
  if (fix === undefined) return [];
  const [first = "", ...more] = help(fix)
    .split(/\r\n|[\r\n]/)
    .map(printable);
  return [`${paint.green("help:")} ${first}`, ...more.map((line) => `      ${line}`)];
}

/** Terminals and editors make this form a link. */
function place({ file, start }: Span): string {
  return `${printable(file)}:${start.line}:${start.column}`;
}
