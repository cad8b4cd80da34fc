import { randomUUID } from "node:crypto";
import { appendFile } from "node:fs/promises";

/**
 * Sets the outputs of the step (GitHub Docs, "Workflow commands for GitHub Actions", section "Setting an output parameter").
 * Every value stands between delimiters made anew, so that no line of a value can end it and set another output.
 * @param file what `GITHUB_OUTPUT` names; nothing happens outside a runner, where it is not set
 */
export async function setOutputs(
  file: string | undefined,
  outputs: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (!file) return;
  const entries = Object.entries(outputs).map(([name, value]) => entry(name, String(value)));
  await appendFile(file, entries.join(""));
}

function entry(name: string, value: string): string {
  const delimiter = `end-${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
