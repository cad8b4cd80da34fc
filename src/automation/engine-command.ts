import { execFile } from "node:child_process";
import { promisify } from "node:util";

const MAX_BYTES = 1024 ** 3;

/**
 * Runs a command of the engine that the Automation API has no function for.
 * @returns what it printed
 * @throws Error with what it wrote to stderr
 */
export async function engineCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<string> {
  options.signal.throwIfAborted();
  const all = [...args, "--non-interactive", "--color", "never"];
  try {
    // Not ended by the signal: it could be in the middle of writing a state.
    const { cwd, env } = options;
    return (await promisify(execFile)(command, all, { cwd, env, maxBuffer: MAX_BYTES })).stdout;
  } catch (error) {
    const { stderr = "", stdout = "", message } = error as { stderr?: string; stdout?: string; message: string };
    throw new Error([stderr, stdout, message].find((text) => text.trim() !== "") ?? "", { cause: error });
  }
}
