import { readFile } from "node:fs/promises";
import type { TeamManifest } from "../../backends/manifest.ts";
import type { Accounts } from "./accounts.ts";
import type { SessionFolder } from "./session-folder.ts";
import { writeWhole } from "./write-whole.ts";

/** What the last successful run brought up. */
export interface BroughtUp {
  readonly version: 1;
  readonly backend: string;
  readonly organization: string;
  readonly accounts: Accounts;
  readonly topologyFile: string;
  readonly manifests: Readonly<Record<string, TeamManifest>>;
}

export async function writeManifests(folder: SessionFolder, broughtUp: BroughtUp): Promise<void> {
  await writeWhole(folder.manifests, `${JSON.stringify(broughtUp, null, 2)}\n`);
}

/** @returns undefined when nothing was brought up yet. */
export async function readManifests(folder: SessionFolder): Promise<BroughtUp | undefined> {
  try {
    return JSON.parse(await readFile(folder.manifests, "utf8")) as BroughtUp;
  } catch {
    return undefined;
  }
}
