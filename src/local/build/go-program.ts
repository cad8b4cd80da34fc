/** One binary made from a Go module that stands in this package. */
export interface GoProgram {
  readonly binary: string;
  /** What it is, for messages. */
  readonly label: string;
  /** Folder of the module: its own, or one that pins it. */
  readonly folder: string;
  readonly package: string;
  /** Flags for the compiler and linker; part of the cache key. */
  readonly flags: readonly string[];
}

/** Without machine paths and debug tables; modules exactly as committed. */
export function releaseFlags(linkerFlags: string): readonly string[] {
  return ["-mod=readonly", "-trimpath", "-buildvcs=false", `-ldflags=-s -w ${linkerFlags}`];
}
