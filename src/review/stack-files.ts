import { posix } from "node:path";
import { readStack } from "../backends/read-stack.ts";
import { stackFiles } from "../backends/stack-files.ts";
import type { Revision } from "./review-revisions.ts";

/** The stack files of a revision that run its topology file; one that cannot be read counts too, so that it is told. */
export async function stackFilesOf({ files, file }: Revision): Promise<readonly string[]> {
  const found = await stackFiles(files);
  const stacks = await Promise.all(found.map((path) => readStack(path, files)));
  return found.filter((_, index) => {
    const topology = stacks[index]?.stack?.topology;
    return topology === undefined || posix.normalize(topology) === posix.normalize(file);
  });
}
