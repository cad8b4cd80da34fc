import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { TestContext } from "node:test";
import { type RunningProcess, runningProcess } from "../../processes.ts";

/** A process that does nothing for a minute, behind `script`; it is ended with the test. */
export async function sleeper(
  context: TestContext,
  script = "",
): Promise<RunningProcess & { readonly child: ChildProcess }> {
  const program = `${script}; setTimeout(() => {}, 60_000); process.stdout.write("ready")`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => child.kill("SIGKILL"));
  await once(child.stdout, "data");
  const found = await runningProcess(child.pid ?? -1);
  if (found === undefined) throw new Error("the child process does not run");
  return { ...found, child };
}
