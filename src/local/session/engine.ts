import { readFile } from "node:fs/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { engineEnvironment } from "../engine/engine-environment.ts";
import { findEngine } from "../engine/find-engine.ts";
import { EnvironmentError } from "../environment-error.ts";
import type { Progress } from "../progress.ts";
import { installProviders } from "../provider/install-providers.ts";
import type { Server } from "../server.ts";
import { emulatorVariables } from "./emulator.ts";
import { type EngineReport, plain, readEvents } from "./engine-event.ts";
import { engineLock } from "./engine-lock.ts";
import { type EngineProcess, runEngineProcess } from "./engine-process.ts";
import { followEvents } from "./event-log.ts";
import type { LocalPlace } from "./local-place.ts";
import { type SessionFolder, STACK } from "./session-folder.ts";

/** The Pulumi engine in the workspace of one session: file state, our plugins, the emulator's address. */
export interface SessionEngine {
  readonly folder: SessionFolder;
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

export async function sessionEngine(
  folder: SessionFolder,
  place: LocalPlace,
  options: { readonly progress: Progress; readonly signal: AbortSignal; readonly environment: NodeJS.ProcessEnv },
): Promise<(server: Server) => SessionEngine> {
  const engine = await findEngine(options);
  await installProviders(folder.home);
  const { home, state: stateFolder } = folder;
  const base = engineEnvironment(engine, { home, stateFolder, environment: options.environment });
  return (server) => ({
    folder,
    command: engine.pulumi,
    // Without the debug variable the engine does not know its option --event-log.
    env: { ...base, ...emulatorVariables(server, place), PULUMI_DEBUG_COMMANDS: "true" },
  });
}

/** Runs one command of the engine in the workspace, on its only stack. */
export function runEngine(
  engine: SessionEngine,
  args: readonly string[],
  options: Pick<EngineProcess, "signal" | "output">,
): Promise<number> {
  const { command, env, folder } = engine;
  return runEngineProcess({ command, args, cwd: folder.root, env, ...options });
}

/**
 * Makes the stack when there is none and removes what a killed engine left locked.
 * @throws EnvironmentError when an engine that we did not start is at work.
 */
export async function prepareStack(engine: SessionEngine, signal: AbortSignal): Promise<void> {
  const lock = await engineLock(engine.folder);
  if (lock.kind === "alive")
    throw new EnvironmentError(
      `another run of the engine (process ${lock.pid}) is at work on the local stack in ${engine.folder.root}`,
      `wait until it is done, or end it with: kill ${lock.pid}`,
    );
  if (lock.kind === "stale") await must(engine, ["cancel", "--yes", STACK], signal);
  await must(engine, ["stack", "select", "--create", STACK], signal);
}

/**
 * Makes the engine's state what the emulator holds. On its own and before the program runs: that reads the state, to refuse
 * what would lose messages, and `up --refresh` shows it what was there before.
 */
export async function refresh(engine: SessionEngine, signal: AbortSignal): Promise<void> {
  await must(engine, ["refresh", "--yes", "--skip-preview", "--stack", STACK], signal);
}

/** Runs `pulumi up` and reports what the engine did; errors are in the report. */
export async function up(
  engine: SessionEngine,
  options: {
    readonly signal: AbortSignal;
    readonly onEvent: (event: EngineEvent) => void;
  },
): Promise<EngineReport> {
  const { events: path } = engine.folder;
  const logFile = engine.folder.log("engine");
  const events = await followEvents(path, options.onEvent);
  const args = ["up", "--yes", "--skip-preview", "--event-log", path];
  const code = await runEngine(engine, quiet(args), { signal: options.signal, output: { logFile } }).finally(() =>
    events.finish(),
  );
  const report = readEvents(await events.finish());
  if (code === 0 || report.errors.length > 0) return report;
  return { ...report, errors: ["The engine ended before it was done. Its last words:", await lastWords(logFile)] };
}

/** The stack's outputs. */
export async function outputs(engine: SessionEngine, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await must(engine, ["stack", "output", "--json", "--stack", STACK], signal)) as Record<
    string,
    unknown
  >;
}

/** @returns what the command printed */
async function must(engine: SessionEngine, args: readonly string[], signal: AbortSignal): Promise<string> {
  const printed: Buffer[] = [];
  const code = await runEngine(engine, quiet(args), { signal, output: (text) => printed.push(text) });
  const text = plain(Buffer.concat(printed).toString("utf8"));
  if (code === 0) return text;
  throw new EnvironmentError(`pulumi ${args.join(" ")} failed: ${text.trim()}`, `look into ${engine.folder.root}`);
}

function quiet(args: readonly string[]): readonly string[] {
  return [...args, "--non-interactive", "--color", "never"];
}

/** Lines. */
const LAST_WORDS = 10;

async function lastWords(logFile: string): Promise<string> {
  const text = plain(await readFile(logFile, "utf8")).trim();
  return text.split("\n").slice(-LAST_WORDS).join("\n");
}
