import { printableSentence } from "../../report/printable.ts";
import type { Change } from "../change.ts";
import { code, inert } from "./markdown-code.ts";

/** The names that the texts of a change can hold: its teams, and the parts of its id. */
export function namesIn({ id, team, teams, details }: Change): readonly string[] {
  const path = id.slice(id.indexOf(":") + 1);
  const listed = details.filter(({ field }) => field === "events" || field === "owner");
  const inDetails = listed.flatMap(({ from = "", to = "" }) => [...from.split(", "), ...to.split(", ")]);
  return [team, ...teams, path, ...path.split("/"), ...inDetails].filter((name) => name !== "");
}

/** A sentence of ours in which names stand: these as code, the rest escaped, so that neither is Markdown. */
export function sentence(text: string, names: readonly string[]): string {
  return pieces(printableSentence(text), names)
    .map(({ piece, isName }) => (isName ? code(piece) : escaped(piece)))
    .join("");
}

/** Characters that can mean something in Markdown get a backslash; mentions, links and references are broken up. */
export function escaped(text: string): string {
  return inert(text)
    .replace(/[\\`*_{}[\]<>#|~$&!]/g, (sign) => `\\${sign}`)
    .replace(/@|:\/\/|(?<=www)\./gi, (sign) => `${sign.slice(0, 1)}\u200b${sign.slice(1)}`)
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/, "$1\\$2");
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
