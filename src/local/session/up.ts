import { isDeepStrictEqual } from "node:util";
import type { TeamManifest } from "../../backends/manifest.ts";
import type { Files } from "../../files.ts";
import { EnvironmentError } from "../environment-error.ts";
import type { Progress } from "../progress.ts";
import type { Accounts } from "./accounts.ts";
import { createIdentities, startEmulator } from "./emulator.ts";
import { outputs, prepareStack, refresh, sessionEngine, up } from "./engine.ts";
import { type EngineReport, operationOf } from "./engine-event.ts";
import { EngineFailed } from "./engine-failed.ts";
import { orInterrupted } from "./leave-nothing-running.ts";
import { withLock } from "./lock.ts";
import { writeManifests } from "./manifests-file.ts";
import { type Findings, isPlan, makePlan, type Plan } from "./plan.ts";
import { endServer, isServerRunning, type RecordedServer, recordedServer, recordServer } from "./server-record.ts";
import type { SessionFolder } from "./session-folder.ts";
import { type EngineState, engineState } from "./state.ts";
import { whileRunning } from "./watch-server.ts";
import { writeWorkspace } from "./workspace.ts";

export interface UpOptions {
  readonly backend: string;
  /** Topology file as it is to be shown in messages. */
  readonly file: string;
  /** The same file by its absolute path. */
  readonly topologyFile: string;
  readonly files: Files;
  readonly folder: SessionFolder;
  readonly accounts: Accounts;
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export type UpResult =
  | { readonly kind: "invalid"; readonly findings: Findings }
  | ({ readonly kind: "up" } & BroughtUp);

export interface BroughtUp {
  readonly plan: Plan;
  readonly report: EngineReport;
  /** By team. */
  readonly manifests: Readonly<Record<string, TeamManifest>>;
  readonly server: RecordedServer;
  readonly seconds: number;
}

/**
 * Brings a topology up, or up to date, on an emulator with the real engine. Nothing is started for a file with errors.
 * When it fails, an emulator that it started is ended; the engine's state stays, and the next call continues from it.
 * @throws EnvironmentError when the engine or the emulator fails; the abort reason when `signal` fires.
 */
export async function localUp(options: UpOptions): Promise<UpResult> {
  const began = Date.now();
  const plan = await makePlan(options.backend, options.file, options.topologyFile, options.files, options.accounts);
  if (!isPlan(plan)) return { kind: "invalid", findings: plan };
  return withLock(options.folder, async () => ({
    kind: "up",
    plan,
    ...(await bringUp(plan, options)),
    seconds: (Date.now() - began) / 1000,
  }));
}

async function bringUp(plan: Plan, options: UpOptions): Promise<Omit<BroughtUp, "plan" | "seconds">> {
  const { folder, signal } = options;
  await writeWorkspace(folder, plan.workspace);
  const engineAt = await sessionEngine(folder, plan.workspace.place, options);
  signal.throwIfAborted();
  const state = await engineState(folder);
  const { recorded, fresh } = await emulator(plan, state, options);
  try {
    const deploy = (inner: AbortSignal) => deployTo(recorded, fresh && state.exists, plan, engineAt, options, inner);
    return await whileRunning(recorded, signal, deploy);
  } catch (error) {
    if (fresh) await endServer(recorded);
    throw error;
  }
}

async function deployTo(
  recorded: RecordedServer,
  isStateStale: boolean,
  plan: Plan,
  engineAt: Awaited<ReturnType<typeof sessionEngine>>,
  { backend, topologyFile, folder, accounts, progress }: UpOptions,
  signal: AbortSignal,
): Promise<Omit<BroughtUp, "plan" | "seconds">> {
  const { place, teams } = plan.workspace;
  await createIdentities(recorded.server, place, teams);
  const engine = engineAt(recorded.server);
  progress("preparing the stack");
  await prepareStack(engine, signal);
  if (isStateStale) await refresh(engine, signal);
  const report = await up(engine, { signal, onEvent: counter(progress) });
  if (report.errors.length > 0) throw new EngineFailed(report.errors, folder.log("engine"));
  const manifests = (await outputs(engine, signal))["manifests"] as Readonly<Record<string, TeamManifest>>;
  const { organization } = plan.input.desired;
  await writeManifests(folder, { version: 1, backend, organization, accounts, topologyFile, manifests });
  return { report, manifests, server: recorded };
}

/** A build that is interrupted removes what it has made so far. */
const SECONDS_TO_CLEAN_UP = 3;

/** The emulator that still runs; or a new one, also when a run was cut off and nobody knows what it had done by then. */
async function emulator(
  plan: Plan,
  state: EngineState,
  { folder, progress, environment, signal }: UpOptions,
): Promise<{ readonly recorded: RecordedServer; readonly fresh: boolean }> {
  const { place } = plan.workspace;
  const old = await recordedServer(folder);
  if (old !== undefined && (await isServerRunning(old))) {
    if (!state.cutOff && isDeepStrictEqual(old.place, { place: place.place, accounts: place.accounts }))
      return { recorded: old, fresh: false };
    progress("starting again with an empty emulator");
    await endServer(old);
  }
  const starting = startEmulator(folder, place, { progress, environment });
  const server = await orInterrupted(signal, starting, SECONDS_TO_CLEAN_UP);
  const recorded = await recordServer(folder, server, place);
  if (recorded === undefined) throw new EnvironmentError(`${server.name} ended at once`, `see ${server.logFile}`);
  return { recorded, fresh: true };
}

function counter(progress: Progress): (event: Parameters<typeof operationOf>[0]) => void {
  let done = 0;
  progress("pulumi up");
  return (event) => {
    const operation = operationOf(event);
    if (operation?.custom === true) progress(`pulumi up: ${++done} resources`);
  };
}
