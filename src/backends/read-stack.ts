import { posix } from "node:path";
import { hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { readDocument } from "../document/read.ts";
import { decodeStack } from "./decode-stack.ts";
import { type ReadStack, withAdoption } from "./read-adoption.ts";
import { settingsOf } from "./stack-document.ts";

export type { ReadStack };

/**
 * Reads a stack file, and the mapping of what it adopts.
 * @param file path of `Pulumi.<stack>.yaml`, as it is to be shown in messages
 */
export async function readStack(file: string, files: Files): Promise<ReadStack> {
  const { document, diagnostics, text } = await readDocument(file, files);
  const sources = new Map(text === undefined ? [] : [[file, text]]);
  if (document === undefined || hasErrors(diagnostics))
    return { stack: undefined, backend: undefined, diagnostics, sources };
  const read = await withAdoption(decodeStack(stackNameOf(file), settingsOf(document)), files);
  return { ...read, sources: new Map([...sources, ...read.sources]) };
}

/** `stacks/Pulumi.prod.yaml` is the stack `prod`. */
export function stackNameOf(file: string): string {
  return posix.basename(file).replace(/^Pulumi\.(.+)\.ya?ml$/, "$1");
}
