import { lstat, readFile as readBytes, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { type FileContent, type Files, MAX_FILE_BYTES } from "./document/files.ts";

export type { FileContent, Files };

/** The file system below `folder`; relative paths start there. */
export function nodeFiles(folder: string): Files {
  return {
    read: (path) => readFile(resolve(folder, path)),
    async list(pattern) {
      const base = isAbsolute(pattern) ? "/" : folder;
      const { glob } = await import("tinyglobby");
      const found = await glob(pattern.slice(isAbsolute(pattern) ? 1 : 0), { cwd: base, expandDirectories: false });
      return found.map((path) => (isAbsolute(pattern) ? join("/", path) : path)).sort();
    },
    exists: (path) =>
      lstat(resolve(folder, path)).then(
        () => true,
        () => false,
      ),
  };
}

async function readFile(path: string): Promise<FileContent> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { kind: "not-a-file" };
    if (found.size > MAX_FILE_BYTES) return { kind: "too-large", bytes: found.size };
    return { kind: "bytes", bytes: await readBytes(path) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
    return { kind: "unreadable", reason: (error as Error).message };
  }
}
