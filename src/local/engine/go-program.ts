import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One binary made from a pinned Go module; `go.mod` and `go.sum` stand in its folder below `tools/engine`. */
export interface GoProgram {
  readonly binary: string;
  /** What it is, for messages. */
  readonly label: string;
  /** Folder of the module that pins it. */
  readonly folder: string;
  readonly package: string;
  /** Flags for the compiler and linker; part of the cache key. */
  readonly flags: readonly string[];
}

/** Both builds carry it: the linker sets it as Pulumi's own releases do. */
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** `root` is the folder with one module folder per program; by default the one in this package. */
export function goPrograms(
  engineVersion: string,
  hostVersion: string,
  root: string = fileURLToPath(new URL("../../../tools/engine", import.meta.url)),
): readonly GoProgram[] {
  return [
    {
      binary: "pulumi-language-nodejs",
      label: "Pulumi's host for Node programs",
      folder: join(root, "language-host"),
      package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      flags: flags(hostVersion),
    },
    {
      binary: "pulumi",
      label: "the Pulumi engine",
      folder: join(root, "pulumi"),
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      flags: flags(engineVersion),
    },
  ];
}

function flags(version: string): readonly string[] {
  // Without machine paths and debug tables; modules exactly as committed.
  return ["-mod=readonly", "-trimpath", "-buildvcs=false", `-ldflags=-s -w -X ${VERSION_VARIABLE}=v${version}`];
}
