/** How the stages see files. The one real implementation is `nodeFiles` in src/files.ts; tests use plain objects. */
export interface Files {
  read(path: string): Promise<FileContent>;
  /** Paths of the files that match a glob pattern, sorted. */
  list(pattern: string): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
}

export type FileContent =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "not-a-file" }
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "unreadable"; readonly reason: string };

/** 16 MiB: ten times a topology of 10,000 events and 50,000 subscriptions. A larger file is a mistake and is not read. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;
