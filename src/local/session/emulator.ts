import type { AwsEndpoint } from "../clients/aws-connection.ts";
import type { Client } from "../clients/client.ts";
import type { AwsEmulator } from "../emulators/ministack.ts";
import type { Progress } from "../progress.ts";
import { DEPLOYER } from "../provider/deployer.ts";
import type { Server } from "../server.ts";
import { AWS_REGION, type LocalPlace } from "./local-place.ts";
import type { SessionFolder } from "./session-folder.ts";

// Each cloud's client library is loaded only where it is used: it takes most of a short command's time.

/** Starts the empty emulator of a place, whose workspace is written. */
export async function startEmulator(
  folder: SessionFolder,
  place: LocalPlace,
  options: { readonly progress: Progress; readonly environment: NodeJS.ProcessEnv },
): Promise<Server> {
  const logFile = folder.log(place.emulator);
  if (place.emulator === "ministack") {
    const { startMinistack } = await import("../emulators/ministack.ts");
    return startMinistack({ logFile, ...options });
  }
  const { startPubsubEmulator } = await import("../emulators/pubsub.ts");
  return startPubsubEmulator({ logFile, deployer: DEPLOYER, projectsFile: folder.projects, ...options });
}

/** Identities that exist in a real account before anything is deployed: on AWS the role of each team. */
export async function createIdentities(server: Server, place: LocalPlace, teams: readonly string[]): Promise<void> {
  if (place.emulator !== "ministack") return;
  withoutNotices();
  const { createRoles } = await import("../emulators/aws-roles.ts");
  await createRoles({ ...awsEndpoint(server), roleArns: teams.map((team) => place.principal(team)) });
}

/** How the provider plugins, below the engine, find the emulator and trust it. */
export function emulatorVariables(server: Server, place: LocalPlace): NodeJS.ProcessEnv {
  if (place.emulator === "pubsub") return { PUBSUB_EMULATOR_HOST: server.endpoint };
  const { certificateFile } = awsEndpoint(server);
  return { AWS_ENDPOINT_URL: server.endpoint, AWS_REGION, NODE_EXTRA_CA_CERTS: certificateFile };
}

/** A real client, acting as one principal and with no other rights. */
export async function connect(server: Server, place: LocalPlace, principal: string): Promise<Client> {
  withoutNotices();
  if (place.emulator === "ministack") {
    const { connectAws } = await import("../clients/aws.ts");
    return connectAws({ ...awsEndpoint(server), principal });
  }
  const { connectPubsub } = await import("../clients/gcp-pubsub.ts");
  return connectPubsub({ endpoint: server.endpoint, principal });
}

/** The record of a server keeps what its starter returned. */
function awsEndpoint(server: Server): Required<AwsEndpoint> {
  const { endpoint, certificateFile } = server as AwsEmulator;
  return { endpoint, certificateFile, region: AWS_REGION };
}

/** What the client libraries would tell their developers, between the lines of a story that is not about them. */
function withoutNotices(): void {
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  process.env["METADATA_SERVER_DETECTION"] ??= "none";
}
