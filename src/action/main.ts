import { printable } from "../report/printable.ts";
import { runAction } from "./action.ts";

/** What the runner of GitHub Actions starts; `runs.main` of action.yml names its bundle. */
try {
  process.exitCode = await runAction({ stdout: process.stdout, env: process.env });
} catch (error) {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stdout.write(`::error::a bug of event-topology: ${trace.split("\n").map(printable).join("%0A")}\n`);
  process.exitCode = 1;
}
