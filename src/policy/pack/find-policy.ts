import { dirname, join } from "node:path";
import type { Files } from "../../document/files.ts";
import { POLICY_FILE } from "../policy-file.ts";

/** The nearest policy file in a folder or above it; undefined when there is none. */
export async function findPolicy(folder: string, files: Files): Promise<string | undefined> {
  const file = join(folder, POLICY_FILE);
  if (await files.exists(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : findPolicy(above, files);
}
