import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOnce } from "../build/build-once.ts";
import { releaseFlags } from "../build/go-program.ts";
import type { Progress } from "../progress.ts";
import { type Server, startServer } from "../server.ts";

export interface PubsubEmulatorOptions {
  readonly logFile: string;
  /** IAM member who may do everything, for example `user:deployer@local.example`. */
  readonly deployer: string;
  /** Ids of projects there are, with their numbers: the number makes the name of the project's service agent. */
  readonly projects?: Readonly<Record<string, string>>;
  /** JSON file of more projects, `EmulatedProjects`; read again when a project is asked for that is not known. */
  readonly projectsFile?: string;
  /** File to write the public key to (PEM) that the tokens of push requests are signed with. */
  readonly pushKeyFile?: string;
  readonly progress: Progress;
  readonly environment?: NodeJS.ProcessEnv;
}

/** By id. The deployer, an IAM member, may do everything in this project and nothing in others. */
export type EmulatedProjects = Readonly<Record<string, { readonly number: string; readonly deployer?: string }>>;

const NAME = "pubsub-emulator";
const VERSION = "0.1.0";
const SOURCES = fileURLToPath(new URL("../../../tools/pubsub-emulator", import.meta.url));

/**
 * Starts the Pub/Sub emulator of `tools/`; it is built first unless the cache folder has it. It enforces IAM, keeps
 * all in memory, redelivers at once whatever the retry policy says, so that nobody waits for a backoff (a push that failed is
 * tried again after 100 ms), and pushes to this machine only.
 * @returns the server; its endpoint is `host:port` for gRPC.
 * @throws EnvironmentError when there is no Go to build it with, or it cannot start.
 */
export async function startPubsubEmulator(options: PubsubEmulatorOptions): Promise<Server> {
  const environment = options.environment ?? process.env;
  const command = await buildPubsubEmulator(options.progress, environment);
  options.progress(`starting ${NAME}`);
  const file = options.projectsFile === undefined ? [] : ["-projects", options.projectsFile];
  const key = options.pushKeyFile === undefined ? [] : ["-push-key", options.pushKeyFile];
  const projects = Object.entries(options.projects ?? {}).flatMap(([id, number]) => ["-project", `${id}=${number}`]);
  return startServer({
    name: NAME,
    command,
    args: ["-listen", "127.0.0.1:0", "-deployer", options.deployer, "-backoff-cap", "0s", ...file, ...key, ...projects],
    env: environment,
    logFile: options.logFile,
    ready: /^ready on (\S+)$/m,
  });
}

/** Builds the emulator into the cache folder unless it is there. @returns the path of the executable. */
export async function buildPubsubEmulator(progress: Progress, environment: NodeJS.ProcessEnv): Promise<string> {
  const program = {
    binary: NAME,
    label: NAME,
    folder: SOURCES,
    package: ".",
    flags: releaseFlags(`-X main.version=${VERSION}`),
  };
  const build = { name: NAME, version: VERSION, label: "the Pub/Sub emulator", programs: [program] };
  return join(await buildOnce(build, { progress, environment }), NAME);
}
