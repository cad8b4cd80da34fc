import { printableSentence } from "../../report/printable.ts";
import type { Change } from "../change.ts";
import { code, inert, shortened } from "./markdown-code.ts";

/** In characters: more than any sentence of ours has, with names that are no longer than the file's schema lets them be. */
const LONGEST = 1_500;
/** Details that list names. */
const FIELDS_OF_NAMES = ["events", "owner", "name"];

/** The names that the texts of a change can hold: its own, its teams, and the parts of its id. */
export function namesIn({ id, team, teams, details, names = [] }: Change): readonly string[] {
  const path = id.includes(":") ? id.slice(id.indexOf(":") + 1) : "";
  const listed = details.filter(({ field }) => FIELDS_OF_NAMES.includes(field));
  const inDetails = listed.flatMap(({ from = "", to = "" }) => [...from.split(", "), ...to.split(", ")]);
  return [team, ...teams, ...names, path, ...path.split("/"), ...inDetails].filter((name) => name.trim() !== "");
}

/** A sentence of ours in which names stand: these as code, the rest escaped, so that neither is Markdown. */
export function sentence(text: string, names: readonly string[]): string {
  return pieces(shortened(printableSentence(text), LONGEST), names)
    .map(({ piece, isName }) => (isName ? code(piece) : escaped(piece)))
    .reduce((before, piece) => `${before}${before.endsWith("`") && piece.startsWith("`") ? "\u200b" : ""}${piece}`, "");
}

/** Characters that can mean something in Markdown get a backslash; mentions, links and references are broken up. */
export function escaped(text: string): string {
  return inert(text)
    .replace(/[\\`*_{}[\]<>#|~$&!]/g, (sign) => `\\${sign}`)
    .replace(/@|:\/\/|#(?=\d)|(?<=\bGH)-(?=\d)/gi, (sign) => `${sign.slice(0, 1)}\u200b${sign.slice(1)}`)
    .replace(/(?<=www)\./gi, "\u200b.")
    .replace(/^(\s*)([-+=])/, "$1\\$2")
    .replace(/^(\s*\d+)(?=[.)])/, "$1\\");
}

/** A problem as `file:line:column message`, or a sentence: the place as code, the words as words. */
export function problemText(problem: string): string {
  const [, place, message] = /^(\S+:\d+:\d+) (.*)$/s.exec(problem) ?? [];
  if (place === undefined || message === undefined) return sentence(problem, []);
  return `${code(place)} ${sentence(message, [])}`;
}

interface Piece {
  readonly piece: string;
  readonly isName: boolean;
}

/** Cuts a text at the names in it, the longest first; a name is only one where no letter or digit touches it. */
function pieces(text: string, names: readonly string[]): readonly Piece[] {
  const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (longestFirst.length === 0) return [{ piece: text, isName: false }];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_./-])(?:${longestFirst.map(literal).join("|")})(?![\\p{L}\\p{N}_/-])`,
    "gu",
  );
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    found.push({ piece: text.slice(at, match.index), isName: false }, { piece: match[0], isName: true });
    at = match.index + match[0].length;
  }
  return [...found, { piece: text.slice(at), isName: false }].filter(({ piece }) => piece !== "");
}

function literal(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
