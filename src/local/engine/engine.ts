/** Pulumi's own engine as found on this machine, with what it needs to run a Node program. */
export interface Engine {
  /** Absolute path of the `pulumi` binary. */
  readonly pulumi: string;
  /** As the binary itself says, for example `3.250.0`. */
  readonly version: string;
  /** Absolute path of the folder that holds `pulumi-language-nodejs`. */
  readonly languageHost: string;
  /** Whether the user installed it, or it was built into the cache. */
  readonly source: "path" | "built";
}

/** The first engine that was tried with this project, and the one that is built when there is none. */
export const ENGINE_VERSION = "3.250.0";
export const LANGUAGE_HOST = "pulumi-language-nodejs";
