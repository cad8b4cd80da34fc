import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type GoProgram, releaseFlags } from "../build/go-program.ts";

/** Both builds carry it: the linker sets it as Pulumi's own releases do. */
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** `root` is the folder with one module folder per program; by default the one in this package. */
export function enginePrograms(
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
  return releaseFlags(`-X ${VERSION_VARIABLE}=v${version}`);
}
