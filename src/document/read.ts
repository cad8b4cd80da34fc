import type { Diagnostic } from "../diagnostic.ts";
import type { Document } from "./document.ts";
import type { Files } from "./files.ts";
import { parse } from "./parse.ts";
import { textOf } from "./text.ts";

export interface ReadDocument {
  readonly file: string;
  /** Undefined when the file is not text. */
  readonly text: string | undefined;
  /** Undefined when the text is not YAML. */
  readonly document: Document | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * file → text → Document. A file that is missing, odd or malformed gives a diagnostic, never an exception.
 * @param lenient give a document of what can be read of a malformed text, where anything can
 */
export async function readDocument(file: string, files: Files, lenient = false): Promise<ReadDocument> {
  const read = textOf(file, await files.read(file));
  if ("diagnostic" in read) return { file, text: undefined, document: undefined, diagnostics: [read.diagnostic] };
  return { file, text: read.text, ...parse(file, read.text, lenient) };
}
