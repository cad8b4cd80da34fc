import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { temporaryFolder } from "./repository.ts";
import { commandsIn, outputsIn, type RunnerCommand } from "./runner-log.ts";

export interface Step {
  /** The script that `runs.main` stands for. */
  readonly main: string;
  /** The checked-out repository. */
  readonly workspace: string;
  readonly event: string;
  readonly payload: object;
  /** What `with:` says. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
}

export interface EndedStep {
  readonly exitCode: number | null;
  /** The log as the runner gets it: stdout and stderr. */
  readonly log: string;
  readonly commands: readonly RunnerCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Wall-clock time from the start of the process to its end, in milliseconds. */
  readonly milliseconds: number;
}

/** Runs an action as the runner does (GitHub Docs, "Store information in variables", "Workflow commands"): by environment and files. */
export async function runStep(
  context: TestContext,
  { main, workspace, event, payload, inputs = {}, env = {} }: Step,
): Promise<EndedStep> {
  const folder = temporaryFolder(context);
  const at = (name: string, content = "") => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const files = { GITHUB_OUTPUT: at("output"), GITHUB_STEP_SUMMARY: at("summary") };
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const start = performance.now();
  const child = spawn(process.execPath, [main], {
    cwd: workspace,
    env: {
      PATH: process.env["PATH"],
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_SYSTEM: "/dev/null",
      ...files,
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: at("event.json", JSON.stringify(payload)),
      GITHUB_REPOSITORY: "ar/events",
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: folder,
      ...Object.fromEntries(given),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const milliseconds = performance.now() - start;
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return {
    exitCode,
    log,
    commands: commandsIn(log),
    outputs: outputsIn(read(files.GITHUB_OUTPUT)),
    summary: read(files.GITHUB_STEP_SUMMARY),
    milliseconds,
  };
}
