import { access, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isAlive, keepAlive, type LockOptions, withLock } from "./lock.ts";

/**
 * Makes a folder of the cache unless it is there. `make` fills a temporary folder beside it, which is renamed when it
 * is complete: whoever sees the folder sees all of it. Processes that want the same folder at once wait for the first;
 * should two of them make it after all, one result stays and the other is thrown away. Failure and abort leave nothing
 * behind, and what a killed process left is removed by the next one.
 */
export async function makeOnce(
  folder: string,
  options: LockOptions,
  make: (temporary: string) => Promise<void>,
): Promise<void> {
  if (await exists(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, options, async () => {
    if (await exists(folder)) return;
    await removeLeftovers(folder);
    const temporary = await mkdtemp(`${folder}.making-`);
    const stop = keepAlive(temporary);
    try {
      await make(temporary);
      await rename(temporary, folder).catch(async (error: unknown) => {
        if (!(await exists(folder))) throw error;
      });
    } finally {
      stop();
      await rm(temporary, { recursive: true, force: true });
    }
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (!name.startsWith(`${basename(folder)}.making-`) || (await isAlive(path))) continue;
    await rm(path, { recursive: true, force: true });
  }
}
