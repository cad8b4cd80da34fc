import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { emulatedProject } from "../../src/automation/test-support/emulated-project.ts";
import { follow } from "./proc.mjs";

/** The quickest emulator with the local provider: about 2,000 resources a second, so that it counts for little. */
export const QUICKEST = "gcp-pubsub";

/**
 * A project on the emulator, with the local provider as it is installed: compiled.
 * @param {string} root folder of the repository, built
 * @param {string} topology text of the file
 * @param {"none" | "team"} sharding
 */
export async function quickProject(root, topology, sharding) {
  const project = await emulatedProject(QUICKEST, topology, sharding);
  const { installProviders } = await import(join(root, "dist/local/provider/install-providers.js"));
  await installProviders(project.env.PULUMI_HOME);
  return project;
}

/**
 * Runs `topology` there in a process of its own.
 * @returns CPU time of it and all that it started and waited for, and wall time, in seconds; and what `follow` saw
 * @throws Error with what it said when it failed
 */
export async function topologyRun(root, { folder, env }, ...args) {
  const began = performance.now();
  // The shell's own clock counts what the engine started and waited for.
  const script = 'TIMEFORMAT="%U %S"; time "$@"';
  const command = ["-c", script, "bash", process.execPath, join(root, "dist/cli/main.js"), ...args];
  const child = spawn("bash", command, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"])
    child[stream].setEncoding("utf8").on("data", (text) => (said[stream] += text));
  const end = follow(child.pid);
  const [code, signal] = await once(child, "close").finally(end);
  if (code !== 0)
    throw new Error(
      `topology ${args.join(" ")} ended with ${signal ?? code}: ${said.stdout}${said.stderr.slice(-3000)}`,
    );
  const [user, system] = said.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { cpu: user + system, wall: (performance.now() - began) / 1000, ...end(), ...said };
}
