import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { nodeFiles } from "../files.ts";
import { EnvironmentError } from "../local/environment-error.ts";
import type { Revision } from "../review/review-revisions.ts";
import { gitFiles } from "./git-files.ts";
import { commitOf, defaultBranch, knownCommit, mergeBase } from "./git-revision.ts";
import { WrongUse } from "./wrong-use.ts";

export interface RevisionOptions {
  readonly file?: string;
  readonly mergeBase?: boolean;
}

const DEFAULT_FILE = "topology.yaml";
const WORKING_TREE = "working tree";

/**
 * What the two arguments of `diff` mean.
 * @throws WrongUse when an argument means two things, UnknownRevision when it means nothing,
 * EnvironmentError when git is needed and cannot be used
 */
export async function revisions(
  base: string | undefined,
  head: string | undefined,
  options: RevisionOptions,
  cwd: string,
): Promise<{ readonly base: Revision; readonly head: Revision }> {
  const after = head === undefined ? workingTree(options, cwd) : await revisionOf(head, options, cwd);
  if (base === undefined) return { base: await branchPoint(options, cwd), head: after };
  if (options.mergeBase !== true) return { base: await revisionOf(base, options, cwd), head: after };
  const parted = await mergeBase(cwd, await knownCommit(cwd, base), await knownCommit(cwd, head ?? "HEAD"));
  return { base: await atCommit(parted, `${base} (where they part)`, options, cwd), head: after };
}

function workingTree({ file = DEFAULT_FILE }: RevisionOptions, cwd: string): Revision {
  return { label: WORKING_TREE, files: nodeFiles(cwd), file };
}

/** What a pull request of the current branch would be compared with. */
async function branchPoint(options: RevisionOptions, cwd: string): Promise<Revision> {
  const commit = await knownCommit(cwd, "HEAD");
  const main = await defaultBranch(cwd);
  if (main === undefined) return atCommit(commit, "HEAD", options, cwd);
  return atCommit(await mergeBase(cwd, main, commit), `${main} (where this branch left it)`, options, cwd);
}

async function revisionOf(argument: string, options: RevisionOptions, cwd: string): Promise<Revision> {
  const kind = await kindOf(resolve(cwd, argument));
  if (kind === undefined) return atCommit(await knownCommit(cwd, argument), argument, options, cwd);
  if (await isRefToo(argument, cwd))
    throw new WrongUse(`${argument} is a ${kind} and a git ref: write ./${argument} or refs/heads/${argument}`);
  if (kind === "file") return { label: argument, files: nodeFiles(cwd), file: argument };
  return { label: argument, files: nodeFiles(resolve(cwd, argument)), file: options.file ?? DEFAULT_FILE };
}

async function atCommit(commit: string, label: string, { file = DEFAULT_FILE }: RevisionOptions, cwd: string) {
  return { label, files: await gitFiles(cwd, commit), file };
}

async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  return stat(path).then(
    (found) => (found.isDirectory() ? "folder" : "file"),
    () => undefined,
  );
}

/** Where git cannot be used there are no refs. */
async function isRefToo(argument: string, cwd: string): Promise<boolean> {
  try {
    return (await commitOf(cwd, argument)) !== undefined;
  } catch (error) {
    if (error instanceof EnvironmentError) return false;
    throw error;
  }
}
