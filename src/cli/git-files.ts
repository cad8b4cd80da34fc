import { isAbsolute, posix, relative } from "node:path";
import { type FileSystemAdapter, glob } from "tinyglobby";
import { type FileContent, type Files, MAX_FILE_BYTES } from "../document/files.ts";
import { EnvironmentError } from "../local/environment-error.ts";
import { batched } from "./batched.ts";
import { git } from "./git.ts";
import { type GitTree, gitTree } from "./git-tree.ts";

/** More hops than any real link takes. */
const MOST_LINKS = 8;

/**
 * The files of a commit, without checking it out. Paths start at `folder`, as they do for `nodeFiles`.
 * @param commit full hash of a commit that the clone has
 */
export async function gitFiles(folder: string, commit: string): Promise<Files> {
  const line = async (...args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await git(folder, args);
    if (exitCode !== 0) throw failed(stderr);
    return stdout.toString("utf8").replace(/\n$/, "");
  };
  const [prefix, root] = [await line("rev-parse", "--show-prefix"), await line("rev-parse", "--show-toplevel")];
  const listing = await git(folder, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  if (listing.exitCode !== 0) throw failed(listing.stderr);
  const tree = gitTree(listing.stdout.toString("utf8"));
  const blob = batched((hashes: readonly string[]) => readBlobs(folder, hashes));

  const inTree = (path: string) => posix.normalize(isAbsolute(path) ? relative(root, path) : posix.join(prefix, path));

  async function read(path: string, hops = 0): Promise<FileContent> {
    const entry = tree.entries.get(path);
    if (entry === undefined) return { kind: tree.folders.has(path) ? "not-a-file" : "missing" };
    if (entry.type !== "blob") return { kind: "not-a-file" };
    const content = await blob(entry.hash);
    if (entry.mode !== "120000" || content.kind !== "bytes") return content;
    if (hops === MOST_LINKS) return { kind: "unreadable", reason: "it is a symbolic link that leads nowhere" };
    return read(posix.join(posix.dirname(path), new TextDecoder().decode(content.bytes)), hops + 1);
  }

  return {
    read: (path) => read(inTree(path)),
    list: async (pattern) => {
      const cwd = `/${prefix}`;
      const own = isAbsolute(pattern) ? relative(root, pattern) : undefined;
      const found = await glob(own ?? pattern, {
        cwd: own === undefined ? cwd : "/",
        expandDirectories: false,
        fs: fileSystemOf(tree),
      });
      return found.map((path) => (own === undefined ? path : posix.join(root, path))).sort();
    },
    exists: async (path) => tree.entries.has(inTree(path)) || tree.folders.has(inTree(path)),
  };
}

/** The part of `node:fs` that globs are resolved with. */
function fileSystemOf({ folders }: GitTree): FileSystemAdapter {
  const readdir = (path: string, _options: unknown, callback: (error: Error | null, entries: unknown) => void) => {
    const at = posix.relative("/", posix.resolve("/", path));
    const children = [...(folders.get(at) ?? [])].map(([name, isFolder]) => ({
      name,
      isFile: () => !isFolder,
      isDirectory: () => isFolder,
      isSymbolicLink: () => false,
    }));
    process.nextTick(callback, null, children);
  };
  return { readdir: readdir as unknown as NonNullable<FileSystemAdapter["readdir"]> };
}

/** The contents of blobs, by hash; first their sizes, so that a huge one is never read. */
async function readBlobs(folder: string, hashes: readonly string[]): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new Map<string, FileContent>();
  const sizes = await git(folder, ["cat-file", "--batch-check"], hashes.map((hash) => `${hash}\n`).join(""));
  for (const line of sizes.stdout.toString("utf8").split("\n")) {
    const [hash = "", kind, size] = line.split(" ");
    if (kind === "blob" && Number(size) > MAX_FILE_BYTES)
      contents.set(hash, { kind: "too-large", bytes: Number(size) });
  }
  const wanted = hashes.filter((hash) => !contents.has(hash));
  const { stdout } = await git(folder, ["cat-file", "--batch"], wanted.map((hash) => `${hash}\n`).join(""));
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(0x0a, at);
    const [hash = "", kind, size = "0"] = stdout.subarray(at, end).toString("utf8").split(" ");
    if (kind !== "blob") {
      contents.set(hash, { kind: "unreadable", reason: "this clone does not hold its content" });
      at = end + 1;
      continue;
    }
    contents.set(hash, { kind: "bytes", bytes: stdout.subarray(end + 1, end + 1 + Number(size)) });
    at = end + 1 + Number(size) + 1;
  }
  return contents;
}

function failed(stderr: string): EnvironmentError {
  return new EnvironmentError(`git failed: ${stderr.trim()}`, "see whether git status works there");
}
