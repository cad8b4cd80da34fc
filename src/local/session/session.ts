import type { Client } from "../clients/client.ts";
import { EnvironmentError } from "../environment-error.ts";
import { connect } from "./emulator.ts";
import { type LocalPlace, localPlace } from "./local-place.ts";
import { type BroughtUp, readManifests } from "./manifests-file.ts";
import { isServerRunning, type RecordedServer, recordedServer } from "./server-record.ts";
import type { SessionFolder } from "./session-folder.ts";

/** A local stack that is up. */
export interface Session {
  readonly folder: SessionFolder;
  readonly place: LocalPlace;
  readonly server: RecordedServer["server"];
  readonly broughtUp: BroughtUp;
  /** A real client with the team's own identity and rights. */
  connectAs(team: string): Promise<Client>;
}

/** @throws EnvironmentError when the stack is not up. */
export async function openSession(folder: SessionFolder, backend: string): Promise<Session> {
  const [broughtUp, recorded] = [await readManifests(folder), await recordedServer(folder)];
  if (broughtUp === undefined) throw notUp(`the local stack of ${backend} is not up`, backend);
  if (recorded === undefined || !(await isServerRunning(recorded)))
    throw notUp(`the emulator of ${backend} has ended${recorded ? ` (see ${recorded.server.logFile})` : ""}`, backend);
  const place = localPlace(broughtUp.backend, broughtUp.organization, broughtUp.accounts);
  if (place === undefined) throw new Error(`the backend ${broughtUp.backend} has no local stack`);
  const { server } = recorded;
  return { folder, place, server, broughtUp, connectAs: (team) => connect(server, place, place.principal(team)) };
}

function notUp(message: string, backend: string): EnvironmentError {
  return new EnvironmentError(message, `bring it up with: topology local up --backend ${backend}`);
}
