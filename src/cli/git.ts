import { spawn } from "node:child_process";
import { EnvironmentError } from "../local/environment-error.ts";

export interface GitOutcome {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs git in a folder; what it prints is never translated, and it never asks for anything.
 * @throws EnvironmentError when there is no git, the folder is in no repository, or git does not trust its owner
 */
export async function git(folder: string, args: readonly string[], input = ""): Promise<GitOutcome> {
  const outcome = await runGit(folder, args, input);
  if (/not a git repository/i.test(outcome.stderr))
    throw new EnvironmentError(
      `${folder} is in no git repository, so nothing can be compared with a git ref`,
      "run it in a clone, or compare two files or folders: topology diff old.yaml new.yaml",
    );
  if (/dubious ownership/.test(outcome.stderr))
    throw new EnvironmentError(
      `git does not trust the repository of ${folder}, since another user owns it`,
      `run: git config --global --add safe.directory ${folder}`,
    );
  return outcome;
}

function runGit(folder: string, args: readonly string[], input: string): Promise<GitOutcome> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };
    const child = spawn("git", args, { cwd: folder, env, stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => {
      stderr += data.toString("utf8");
    });
    child.on("error", (error) =>
      reject(
        new EnvironmentError(`git cannot be run: ${error.message}`, "install git, or compare files or folders", {
          cause: error,
        }),
      ),
    );
    child.on("close", (code) => resolve({ exitCode: code ?? 1, stdout: Buffer.concat(out), stderr }));
    // Git may end before it has read all, which its exit code tells.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
