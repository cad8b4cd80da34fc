import { type Diagnostic, type Span, startOf } from "../diagnostic.ts";
import { type FileContent, MAX_FILE_BYTES } from "./files.ts";

export type Text = { readonly text: string } | { readonly diagnostic: Diagnostic };

/** What was read → text, or the reason why it is none. */
export function textOf(file: string, content: FileContent): Text {
  const problem = (code: string, message: string, span: Span = startOf(file)): Text => ({
    diagnostic: { code, severity: "error", message, span },
  });
  switch (content.kind) {
    case "missing":
      return problem("file-not-found", `there is no file ${file}; create it or name another one`);
    case "not-a-file":
      return problem("not-a-file", `${file} is not a file; name a YAML file`);
    case "unreadable":
      return problem("file-unreadable", `${file} cannot be read: ${content.reason}`);
    case "too-large":
      return problem(
        "file-too-large",
        `${file} has ${content.bytes} bytes, the limit is ${MAX_FILE_BYTES}; split it by "teams: { include: teams/*.yaml }"`,
      );
    case "bytes":
      return decode(file, content.bytes, problem);
  }
}

function decode(file: string, bytes: Uint8Array, problem: (code: string, message: string, span?: Span) => Text): Text {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return problem("byte-order-mark", "the file begins with a byte order mark; save it as UTF-8 without one");
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return problem("not-utf8", "the file is UTF-16; save it as UTF-8");
  const text = new TextDecoder("utf-8").decode(bytes);
  const bad = text.indexOf("\uFFFD");
  if (bad >= 0 && !isValidUtf8(bytes))
    return problem("not-utf8", "the file is not UTF-8 from here on; save it as UTF-8", spanAt(file, text, bad));
  if (text.trim() === "")
    return problem("empty-file", `${file} is empty; the shortest topology is "version: 1", an organization and teams`);
  return { text };
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function spanAt(file: string, text: string, offset: number): Span {
  const before = text.slice(0, offset).split("\n");
  const start = { line: before.length, column: (before.at(-1) ?? "").length + 1 };
  return { file, start, end: { ...start, column: start.column + 1 } };
}
