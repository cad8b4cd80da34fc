import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { Json } from "../../../backends/cloud-resource.ts";
import { engineEnvironment } from "../../engine/engine-environment.ts";
import { findEngine } from "../../engine/find-engine.ts";
import { installProviders } from "../install-providers.ts";

const PROGRAM = fileURLToPath(new URL("program.mjs", import.meta.url));

export interface TestResource {
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly properties: { readonly [key: string]: Json };
  readonly dependsOn?: readonly string[];
  /** Id of what is there already and is to be taken over. */
  readonly import?: string;
  /** Inputs whose differences the engine is to leave alone. */
  readonly ignoreChanges?: readonly string[];
}

export interface Outcome {
  readonly code: number;
  /** What the engine did or would do, in its order: `create queue`. Resources that stay the same are left out. */
  readonly steps: readonly string[];
  /** What a refresh found to be different: `delete queue`. */
  readonly changed: readonly string[];
  /** Names of the inputs that differ, by logical name. */
  readonly differing: Readonly<Record<string, readonly string[]>>;
  /** Errors and warnings shown to the user. */
  readonly messages: string;
  /** All that was printed. */
  readonly printed: string;
}

/** For a test file: a stack of the real engine with the local providers, removed with everything else at the end. */
export async function testStack(
  pkg: "aws" | "gcp",
  settings: { readonly [key: string]: Json },
  variables: NodeJS.ProcessEnv,
) {
  const folder = await mkdtemp(join(tmpdir(), `event-topology-${pkg}-`));
  after(() => rm(folder, { recursive: true, force: true }));
  const [home, stateFolder] = [join(folder, "home"), join(folder, "state")];
  await mkdir(home);
  await mkdir(stateFolder);
  await installProviders(home);
  const engine = await findEngine({ progress: () => undefined });
  const env = {
    ...engineEnvironment(engine, { home, stateFolder }),
    ...variables,
    PULUMI_DEBUG_COMMANDS: "true",
    TEST_RESOURCES: join(folder, "resources.json"),
  };
  const runtime = { name: "nodejs", options: { typescript: false } };
  await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify({ name: "provider-test", runtime, main: PROGRAM }));
  const declare = (resources: readonly TestResource[]) =>
    writeFile(env.TEST_RESOURCES, JSON.stringify({ pkg, settings, resources }));

  async function pulumi(...args: readonly string[]): Promise<Outcome> {
    const events = join(folder, "events.log");
    await writeFile(events, "");
    const isOperation = args[0] !== "stack";
    const all = [...args, "--non-interactive", "--color", "never", ...(isOperation ? ["--event-log", events] : [])];
    const child = spawn(engine.pulumi, all, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? -1));
    });
    return outcome(code, await readFile(events, "utf8"), Buffer.concat(output).toString("utf8"));
  }

  await declare([]);
  const made = await pulumi("stack", "init", "test");
  if (made.code !== 0) throw new Error(made.printed);
  return {
    up: async (...resources: TestResource[]) => {
      await declare(resources);
      return pulumi("up", "--yes", "--skip-preview");
    },
    preview: async (...resources: TestResource[]) => {
      await declare(resources);
      return pulumi("preview");
    },
    refresh: () => pulumi("refresh", "--yes", "--skip-preview"),
    destroy: () => pulumi("destroy", "--yes", "--skip-preview"),
  };
}

function outcome(code: number, log: string, printed: string): Outcome {
  const events = log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  const steps = events
    .flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : []))
    .filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:"));
  const refreshed = events
    .flatMap(({ resOutputsEvent }) => (resOutputsEvent ? [resOutputsEvent.metadata] : []))
    .filter(({ op, type }) => op !== "same" && op !== "refresh" && !type.startsWith("pulumi:"));
  const messages = events.flatMap(({ diagnosticEvent: event }) =>
    event !== undefined && ["error", "warning"].includes(event.severity) ? [event.message] : [],
  );
  return {
    code,
    steps: steps.map(({ op, urn }) => `${op} ${nameOf(urn)}`),
    differing: Object.fromEntries(
      steps.flatMap(({ urn, diffs = [] }) => (diffs.length === 0 ? [] : [[nameOf(urn), diffs]])),
    ),
    changed: refreshed.map(({ op, urn }) => `${op} ${nameOf(urn)}`),
    messages: messages.join("\n"),
    printed,
  };
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
