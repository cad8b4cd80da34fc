import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { EnvironmentError } from "../environment-error.ts";

/** An interpreter that can install and run the emulators. */
export interface Python {
  /** Absolute path of the interpreter itself, not of a shim. */
  readonly executable: string;
  /** Major and minor version, for example `3.11`. */
  readonly version: string;
}

const OLDEST = 10;
const CANDIDATES = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
const REMEDY =
  "install Python 3.10 or newer with pip: https://www.python.org/downloads/ or your system's package manager";
const PROBE = `
import importlib.util, json, sys
print(json.dumps([sys.executable, *sys.version_info[:2], importlib.util.find_spec("pip") is not None]))`;

/**
 * The first Python on the PATH of `environment` that is 3.10 or newer and has pip.
 * @throws EnvironmentError that says which ones were found and why they do not fit.
 */
export async function findPython(environment: NodeJS.ProcessEnv): Promise<Python> {
  const unfit: string[] = [];
  for (const command of CANDIDATES) {
    const found = await probe(command, environment);
    if (found === undefined) continue;
    const [executable, major, minor, hasPip] = found;
    const version = `${major}.${minor}`;
    if (major !== 3 || minor < OLDEST) unfit.push(`${command} is ${version}`);
    else if (!hasPip) unfit.push(`${command} (${version}) has no pip`);
    else return { executable, version };
  }
  const why = unfit.length === 0 ? "no Python is on the PATH" : unfit.join(", ");
  throw new EnvironmentError(`the local stack needs Python 3.${OLDEST} or newer with pip: ${why}`, REMEDY);
}

type Found = readonly [executable: string, major: number, minor: number, hasPip: boolean];

/** Undefined when there is no such command or it is no Python 3: a shim without a version behind it fails too. */
async function probe(command: string, env: NodeJS.ProcessEnv): Promise<Found | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, ["-I", "-c", PROBE], { env, timeout: 20_000 });
    return JSON.parse(stdout) as Found;
  } catch {
    return undefined;
  }
}
