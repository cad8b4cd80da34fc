import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Writes files for later steps of the job into a new folder, which the runner removes after it.
 * @param temporary what `RUNNER_TEMP` names
 * @returns the absolute path of each, by the name of its file
 */
export async function writeReportFiles(
  temporary: string | undefined,
  contents: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(temporary ?? tmpdir(), "event-topology-"));
  const written = Object.entries(contents).map(async ([name, content]) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return [name, path] as const;
  });
  return Object.fromEntries(await Promise.all(written));
}
