import { posix } from "node:path";

export interface GitEntry {
  readonly mode: string;
  readonly type: string;
  readonly hash: string;
}

/** The files of a commit, by path from the root of the repository. */
export interface GitTree {
  readonly entries: ReadonlyMap<string, GitEntry>;
  /** Folder → the names in it, with whether each is a folder; the root is the empty path. */
  readonly folders: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
}

/** Reads `git ls-tree -r -z`. */
export function gitTree(listing: string): GitTree {
  const entries = new Map<string, GitEntry>();
  const folders = new Map<string, Map<string, boolean>>([["", new Map()]]);
  for (const line of listing.split("\0")) {
    const tab = line.indexOf("\t");
    if (tab < 0) continue;
    const [mode = "", type = "", hash = ""] = line.slice(0, tab).split(" ");
    const path = line.slice(tab + 1);
    entries.set(path, { mode, type, hash });
    for (let at = path, isFolder = false; at !== ""; isFolder = true) {
      const parent = posix.dirname(at) === "." ? "" : posix.dirname(at);
      const names = folders.get(parent) ?? new Map<string, boolean>();
      const isKnown = names.has(posix.basename(at));
      folders.set(parent, names.set(posix.basename(at), isFolder));
      if (isKnown) break;
      at = parent;
    }
  }
  return { entries, folders };
}
