import { git } from "../cli/git.ts";
import { commitOf } from "../cli/git-revision.ts";

/** The few questions that the action has about the clone. Nothing is fetched or written. */
export interface Git {
  /** The commit that a name stands for; undefined when it is not in this clone. */
  commit(name: string): Promise<string | undefined>;
  /** As the commit itself says, also where a shallow clone lacks them. */
  parents(commit: string): Promise<readonly string[]>;
  /** Undefined when this clone does not hold a common ancestor. */
  mergeBase(a: string, b: string): Promise<string | undefined>;
  /** Path from the root of the repository to the folder: empty, or it ends with `/`. */
  prefix(): Promise<string>;
}

export function gitIn(folder: string): Git {
  const ask = async (...args: readonly string[]) => {
    const { exitCode, stdout } = await git(folder, args);
    return exitCode === 0 ? stdout.toString("utf8") : undefined;
  };
  return {
    commit: (name) => commitOf(folder, name),
    parents: async (commit) => {
      const text = (await ask("cat-file", "commit", commit)) ?? "";
      const header = text.slice(0, text.indexOf("\n\n"));
      return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? []);
    },
    mergeBase: async (a, b) => (await ask("merge-base", a, b))?.trim(),
    prefix: async () => (await ask("rev-parse", "--show-prefix"))?.replace(/\n$/, "") ?? "",
  };
}
