import { printable } from "../../report/printable.ts";

const LONGEST = 200;

/**
 * Any text as a code span (CommonMark 0.31, section 6.1): nothing in it is Markdown, HTML, a mention or a link. Line breaks
 * and what cannot be printed become visible, so that it stays one line; a long text is cut.
 */
export function code(text: string): string {
  const line = inert(shortened(printable(text)));
  if (line.trim() === "") return "`(empty)`";
  const fence = "`".repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The same inside an HTML tag, where Markdown is not read. */
export function htmlCode(text: string): string {
  return `<code>${inert(shortened(printable(text))).replace(/[&<>"'`*_[\]\\~]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
}

/** Runs of a log that old runners read as a command wherever they stand: actions/runner, ActionCommand.TryParse. */
export function inert(text: string): string {
  return text.replaceAll("##[", "#\\u{23}[");
}

function shortened(text: string): string {
  const signs = [...text];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : text;
}
