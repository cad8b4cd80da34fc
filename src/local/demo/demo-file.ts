import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { DesiredState } from "../../desired-state/desired-state.ts";
import { Mistake } from "../session/mistake.ts";

/**
 * Copies a topology file, and the schemas it names, into a folder of the demo's own, which edits its copy.
 * @returns the copy's path
 */
export async function copyTopology(topologyFile: string, desired: DesiredState, folder: string): Promise<string> {
  const from = dirname(topologyFile);
  for (const { schema } of desired.topics) {
    if (schema === undefined) continue;
    const path = relative(from, resolve(from, schema));
    if (path.startsWith("..")) throw new Mistake(`the demo cannot copy ${schema}: it lies outside ${from}`);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await copyFile(join(from, path), join(folder, path));
  }
  const copy = join(folder, "topology.yaml");
  await mkdir(folder, { recursive: true });
  await copyFile(topologyFile, copy);
  return copy;
}

export async function addTeam(file: string, lines: readonly string[]): Promise<void> {
  await writeFile(file, withTeam(await readFile(file, "utf8"), lines));
}

/** The text with a team's lines put in front of the other teams, as deep as those; everything else stays as it is. */
export function withTeam(text: string, lines: readonly string[]): string {
  const match = /^teams:[^\S\n]*(?:#.*)?\n(?:[^\S\n]*(?:#.*)?\n)*([^\S\n]+)/m.exec(text);
  if (match === null) throw new Mistake('the demo adds a team below a line "teams:", and there is none in this file');
  const behind = text.indexOf("\n", match.index) + 1;
  const block = lines.map((line) => `${match[1]}${line}\n`).join("");
  return text.slice(0, behind) + block + text.slice(behind);
}
