import { posix } from "node:path";
import { hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { readDocument } from "../document/read.ts";
import { type DecodedStack, decodeStack } from "./decode-stack.ts";
import { settingsOf } from "./stack-document.ts";

export interface ReadStack extends DecodedStack {
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads a stack file.
 * @param file path of `Pulumi.<stack>.yaml`, as it is to be shown in messages
 */
export async function readStack(file: string, files: Files): Promise<ReadStack> {
  const { document, diagnostics, text } = await readDocument(file, files);
  const sources = new Map(text === undefined ? [] : [[file, text]]);
  if (document === undefined || hasErrors(diagnostics))
    return { stack: undefined, backend: undefined, diagnostics, sources };
  return { ...decodeStack(stackNameOf(file), settingsOf(document)), sources };
}

/** `stacks/Pulumi.prod.yaml` is the stack `prod`. */
export function stackNameOf(file: string): string {
  return posix.basename(file).replace(/^Pulumi\.(.+)\.ya?ml$/, "$1");
}
