import { printable } from "../../report/printable.ts";

/** In characters. */
const LONGEST = 200;

/**
 * Any text as a code span (CommonMark 0.31, section 6.1): nothing in it is Markdown, HTML, a mention or a link. Line breaks
 * and what cannot be printed become visible, so that it stays one line; a long text is cut.
 */
export function code(text: string): string {
  return codeWithin(LONGEST, text);
}

/** The same with another limit, in characters: for what is to be copied. */
export function codeWithin(longest: number, text: string): string {
  const line = inert(shortened(printable(text), longest));
  if (line.trim() === "") return "`(empty)`";
  const fence = "`".repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The same inside an HTML tag, where Markdown is not read. */
export function htmlCode(text: string): string {
  return `<code>${htmlText(text)}</code>`;
}

/** Any text inside an HTML tag: what could be a tag, Markdown or a mention is written as the entity of its number. */
export function htmlText(text: string): string {
  const line = inert(shortened(printable(text), LONGEST));
  return line.replace(/[&<>"'`*_[\]\\~@:]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Runs of a log that old runners read as a command wherever they stand: actions/runner, ActionCommand.TryParse. */
export function inert(text: string): string {
  return text.replaceAll("##[", "#\\u{23}[");
}

/** At most so many characters; what is cut is marked. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const signs = [...text];
  return signs.length > longest ? `${signs.slice(0, longest - 1).join("")}…` : text;
}
