import { execFile } from "node:child_process";
import { join, relative } from "node:path";
import type { TestContext } from "node:test";
import { promisify } from "node:util";
import { root } from "./recipes.ts";
import { temporaryFolder } from "./repository.ts";

/** Makes the bundle of the sources as they are, in a folder of its own; gives the folder. */
export async function bundle(context: Pick<TestContext, "after">): Promise<string> {
  const folder = join(temporaryFolder(context), "dist/action");
  await promisify(execFile)(process.execPath, [join(root, "tools/bundle-action.mjs"), relative(root, folder)]);
  return folder;
}
