import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { run } from "../cli.ts";
import type { ExitCode } from "../context.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface Outcome {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder with these files (`undefined` makes a folder), removed when the test has ended. */
export function folderWith(
  context: TestContext,
  files: Readonly<Record<string, string | Uint8Array | undefined>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), "topology-cli-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(content === undefined ? path : dirname(path), { recursive: true });
    if (content !== undefined) writeFileSync(path, content);
  }
  return folder;
}

/** A copy of the example that the repository comes with: topology, stacks, event schemas. */
export function exampleFolder(context: TestContext, files: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith(context, {});
  for (const part of ["topology.yaml", "stacks", "schemas"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

/** One command line in process, with all it prints. */
export async function runIn(cwd: string, argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const printed = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      printed[name] += text;
    },
    columns: 120,
  });
  const exitCode = await run(argv, { stdout: output("stdout"), stderr: output("stderr"), cwd, env });
  return { exitCode, ...printed };
}
