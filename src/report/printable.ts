/**
 * What a terminal would act on or not show: control characters (escape sequences start with one), invisible and
 * bidirectional formatting characters (they can reorder what is read, "Trojan Source", CVE-2021-42574), line and
 * paragraph separators, halves of surrogate pairs. The two joiners stay, for emoji and scripts that need them.
 */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** One line that is safe on a terminal: everything unprintable becomes visible, as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Like `printable`, but line breaks become spaces: for sentences, where a break has no meaning of its own. */
export function printableSentence(text: string): string {
  return printable(text.replace(/\s*[\r\n]+\s*/g, " ").trim());
}

/** JSON of exactly this value in which everything unprintable is escaped, so that it can be shown as it is. */
export function printableJson(value: unknown): string {
  const json = JSON.stringify(value, undefined, 2);
  return `${json.replace(UNPRINTABLE, (character) => (character === "\n" ? character : unicodeEscape(character)))}\n`;
}

function unicodeEscape(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
