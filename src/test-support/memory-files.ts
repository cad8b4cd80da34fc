import type { FileContent, Files } from "../document/files.ts";

/** A file system of texts (or bytes), for tests. A pattern may hold `*` within one path part. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): Files {
  return {
    async read(path): Promise<FileContent> {
      const content = contents[path];
      if (content === undefined) return { kind: "missing" };
      return { kind: "bytes", bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
    },
    async list(pattern) {
      const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
      return Object.keys(contents)
        .filter((path) => new RegExp(`^${escaped}$`).test(path))
        .sort();
    },
    exists: async (path) => path in contents,
  };
}
