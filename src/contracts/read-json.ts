import { type FileContent, type Files, MAX_FILE_BYTES } from "../document/files.ts";

export type Json =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "missing" }
  /** A clause that says what is wrong with the file, for example `is not JSON`. */
  | { readonly kind: "problem"; readonly problem: string };

/** Deeper than any data that a person describes; checks that follow the structure must not run out of stack. */
const MAX_DEPTH = 200;

/** file → its JSON value, or what is wrong with it. Never throws for a bad file. */
export async function readJson(path: string, files: Files): Promise<Json> {
  return jsonOf(await files.read(path));
}

function jsonOf(content: FileContent): Json {
  switch (content.kind) {
    case "missing":
      return content;
    case "not-a-file":
      return problem("is not a file");
    case "unreadable":
      return problem(`cannot be read: ${content.reason}`);
    case "too-large":
      return problem(`has ${content.bytes} bytes, the limit is ${MAX_FILE_BYTES}`);
    case "bytes":
      return parsed(content.bytes);
  }
}

function parsed(bytes: Uint8Array): Json {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return problem("is not UTF-8 text");
  }
  if (isTooDeep(text)) return problem(`is nested deeper than ${MAX_DEPTH} levels`);
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch (error) {
    return problem(`is not JSON: ${(error as Error).message}`);
  }
}

function problem(text: string): Json {
  return { kind: "problem", problem: text };
}

/** Counts brackets outside of texts, without building what they hold. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
