import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildPubsubEmulator, startPubsubEmulator } from "../../../local/emulators/pubsub.ts";
import { DEPLOYER } from "../../../local/provider/deployer.ts";
import { stopServer } from "../../../local/server.ts";
import { projectCopy } from "../../../test-support/project-copy.ts";
import type { Scene } from "../../test-support/scene.ts";
import { place } from "./gcp-input.ts";

const STACK = "gcp-pubsub";

/** A scene on the real engine and the Pub/Sub emulator, from the project's own program. */
export interface LiveProject {
  /** `host:port` of the emulator. */
  readonly endpoint: string;
  /** Writes the scene's files anew and deploys them. @returns what the engine printed; its exit code is 0 when all went well */
  up(scene: Scene): Promise<{ readonly code: number; readonly output: string }>;
  /** Type of every resource in the engine's state, by its id. */
  state(): Promise<ReadonlyMap<string, string>>;
  end(): Promise<void>;
}

/** @param trusted certificate of a server that the emulator may push to, in PEM */
export async function startLiveProject(trusted: string): Promise<LiveProject> {
  const folder = await mkdtemp(join(tmpdir(), "topology-options-"));
  const certificate = join(folder, "push.pem");
  await writeFile(certificate, trusted);
  const progress = () => undefined;
  // What Go would have to fetch for the build comes from servers with other certificates.
  await buildPubsubEmulator(progress, process.env);
  const emulator = await startPubsubEmulator({
    logFile: join(folder, "emulator.log"),
    deployer: DEPLOYER,
    projects: { [place.project]: place.projectNumber },
    environment: { ...process.env, SSL_CERT_FILE: certificate },
    progress,
  });
  const project = await projectCopy({ PUBSUB_EMULATOR_HOST: emulator.endpoint }).catch(async (error: unknown) => {
    await stopServer(emulator);
    throw error;
  });
  await project.pulumi("stack", "init", STACK);

  const write = async (name: string, text: string) => {
    const file = join(project.folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  return {
    endpoint: emulator.endpoint,
    async up({ teams, files = {}, place: more = {}, placeOf = {} }) {
      await write("topology.yaml", `version: 1\norganization: ar\nteams:\n${teams.replace(/^/gm, "  ")}`);
      for (const [name, text] of Object.entries(files)) await write(name, text);
      const staffed = ["crm", "marketing"].map((team) => [
        team,
        { principals: [`serviceAccount:${team}@${place.project}.iam.gserviceaccount.com`], gcp: placeOf[team] ?? {} },
      ]);
      const config = {
        "event-topology:backend": STACK,
        "event-topology:gcp": { ...place, enableServices: false, ...more },
        "event-topology:teams": Object.fromEntries(staffed),
      };
      // JSON is YAML.
      await write(`stacks/Pulumi.${STACK}.yaml`, JSON.stringify({ config }));
      return project.pulumi("up", "--yes", "--skip-preview", "--stack", STACK);
    },
    async state() {
      const { output } = await project.pulumi("stack", "export", "--stack", STACK);
      const { deployment } = JSON.parse(output) as {
        deployment: { resources: readonly { urn: string; type: string }[] };
      };
      return new Map(deployment.resources.map(({ urn, type }) => [urn.split("::").at(-1) ?? "", type]));
    },
    async end() {
      await project.remove();
      await stopServer(emulator);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
