import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The root of the repository. */
export const root = join(import.meta.dirname, "../../..");

/** The YAML blocks of docs/ci.md, by the file that their first comment names. */
export function recipe(file: string): string {
  const blocks = readFileSync(join(root, "docs/ci.md"), "utf8").matchAll(/^```yaml\n(?<text>.*?)^```$/gms);
  for (const { groups } of blocks) if (groups?.["text"]?.startsWith(`# ${file}\n`)) return groups["text"];
  throw new Error(`docs/ci.md has no recipe for ${file}`);
}
