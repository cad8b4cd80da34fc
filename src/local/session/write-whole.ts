import { rename, writeFile } from "node:fs/promises";

/** Readers see the old text or the new one, never a part. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}
