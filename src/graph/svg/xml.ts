import { printable } from "../../report/printable.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text between tags or in a quoted attribute. What XML 1.0 (section 2.2, Char) has no place for becomes visible, as `\u{fffe}`. */
export function xml(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}
