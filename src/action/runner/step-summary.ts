import { appendFile, stat } from "node:fs/promises";
import { shorten } from "../shorten.ts";

/** The runner refuses a larger summary as a whole (GitHub Docs, "Workflow commands", section "Step isolation and limits"). */
const MAX_BYTES = 1024 * 1024;

/** @param file what `GITHUB_STEP_SUMMARY` names; nothing happens outside a runner, where it is not set */
export async function writeStepSummary(file: string | undefined, markdown: string): Promise<void> {
  if (!file) return;
  const used = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const room = MAX_BYTES - used - 1;
  const text = shorten(markdown, room, "The rest did not fit; the report has all of it.", Buffer.byteLength);
  if (Buffer.byteLength(text) <= room) await appendFile(file, `${text}\n`);
}
