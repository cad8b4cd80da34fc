import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { findIn, findOnPath } from "../build/executable.ts";
import type { Progress } from "../progress.ts";
import { ENGINE_VERSION, type Engine, LANGUAGE_HOST } from "./engine.ts";

const run = promisify(execFile);
const ANSWER_SECONDS = 20;

/**
 * The user's own Pulumi, when it is version 3 from 3.250.0 on and has the Node language host beside it or on PATH.
 * When there is one that does not fit, `progress` is told why.
 */
export async function findEngineOnPath(
  environment: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<Engine | undefined> {
  const pulumi = await findOnPath("pulumi", environment);
  if (pulumi === undefined) return undefined;
  const version = await versionOf(pulumi, environment);
  if (version === undefined || !isSupported(version)) {
    progress(`not using ${pulumi}: ${version ?? "its version is unknown"}, needed is ${ENGINE_VERSION} or newer`);
    return undefined;
  }
  const beside = [dirname(pulumi), dirname(await realpath(pulumi))];
  const host = (await findIn(beside, LANGUAGE_HOST)) ?? (await findOnPath(LANGUAGE_HOST, environment));
  if (host === undefined) {
    progress(`not using ${pulumi}: there is no ${LANGUAGE_HOST} beside it or on PATH`);
    return undefined;
  }
  return { pulumi, version, languageHost: dirname(host), source: "path" };
}

async function versionOf(pulumi: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  try {
    const { stdout } = await run(pulumi, ["version"], { env, timeout: ANSWER_SECONDS * 1000, killSignal: "SIGKILL" });
    return /^v?(\d+\.\d+\.\d+\S*)\s*$/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Another major version may differ in state and protocol; the Automation API refuses it too. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/).map(Number);
  const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = ENGINE_VERSION.split(".").map(Number);
  return major === wantedMajor && (minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch));
}
