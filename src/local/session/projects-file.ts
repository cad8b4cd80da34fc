import { readFile } from "node:fs/promises";
import type { EmulatedProjects } from "../emulators/pubsub.ts";
import type { LocalPlace, Place } from "./local-place.ts";
import type { SessionFolder } from "./session-folder.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * Tells the Pub/Sub emulator which projects there are: a project comes into being with its team. Those of teams that
 * are gone stay, as they do in the cloud: the engine still has to look into them.
 */
export async function writeProjects(folder: SessionFolder, place: LocalPlace, teams: readonly string[]): Promise<void> {
  const own = teams.map((team) => place.ownPlace(team)).filter((one) => one !== undefined);
  const places = [place.place, ...own];
  const projects = { ...(await known(folder)), ...Object.fromEntries(places.map(projectOf)) };
  await writeWhole(folder.projects, `${JSON.stringify(projects, null, 2)}\n`);
}

function projectOf({ project, projectNumber, impersonate }: Place): readonly [string, EmulatedProjects[string]] {
  const deployer = impersonate === undefined ? {} : { deployer: `serviceAccount:${impersonate}` };
  return [String(project), { number: String(projectNumber), ...deployer }];
}

async function known(folder: SessionFolder): Promise<EmulatedProjects> {
  try {
    return JSON.parse(await readFile(folder.projects, "utf8")) as EmulatedProjects;
  } catch {
    return {};
  }
}
