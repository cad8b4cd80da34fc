import type { Files } from "../document/files.ts";
import { readDocument } from "../document/read.ts";

/** Path of the file of a stack, from the project folder. */
export function stackFilePath(stack: string): string {
  return `stacks/Pulumi.${stack}.yaml`;
}

/**
 * The stack files of a project, sorted. Not what the engine writes for a shard, `Pulumi.prod.crm.yaml` beside
 * `Pulumi.prod.yaml`: that holds its salt alone, and the shard has the settings of `prod`.
 */
export async function stackFiles(files: Files): Promise<readonly string[]> {
  const found = await files.list("stacks/Pulumi.*.yaml");
  const isOfTheEngine = await Promise.all(found.map((file) => isSaltOfShard(file, found, files)));
  return found.filter((_, at) => !isOfTheEngine[at]);
}

async function isSaltOfShard(file: string, all: readonly string[], files: Files): Promise<boolean> {
  const base = file.replace(/\.[^./]+\.yaml$/, ".yaml");
  if (base === file || !all.includes(base)) return false;
  const { document } = await readDocument(file, files);
  return document !== undefined && !Object.hasOwn(Object(document.value), "config");
}
