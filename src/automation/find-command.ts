import { mkdir, realpath, rm, symlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { findOnPath } from "../local/build/executable.ts";
import { EnvironmentError } from "../local/environment-error.ts";

/**
 * The engine: `PULUMI_COMMAND`, or the first on PATH.
 * @param folder where a link to it can be made: the Automation API takes nothing but `bin/pulumi` below a root
 * @throws EnvironmentError when there is none, or it is too old for the Automation API
 */
export async function findCommand(environment: NodeJS.ProcessEnv, folder: string): Promise<PulumiCommand> {
  const named = environment["PULUMI_COMMAND"];
  const found = named === undefined || named === "" ? await findOnPath("pulumi", environment) : resolve(named);
  if (found === undefined)
    throw new EnvironmentError(
      "there is no pulumi on PATH",
      "install it (https://www.pulumi.com/docs/install/), or set PULUMI_COMMAND to its path",
    );
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  try {
    const at = await realpath(found);
    return await PulumiCommand.get({ root: await rootOf(at, folder) });
  } catch (error) {
    throw new EnvironmentError(
      `${found} cannot be used: ${error instanceof Error ? error.message.trim() : String(error)}`,
      "Pulumi 3.250 or newer is needed: https://www.pulumi.com/docs/install/",
      { cause: error },
    );
  }
}

async function rootOf(command: string, folder: string): Promise<string> {
  if (basename(command) === "pulumi" && basename(dirname(command)) === "bin") return dirname(dirname(command));
  const bin = join(folder, "engine", "bin");
  await mkdir(bin, { recursive: true });
  await rm(join(bin, "pulumi"), { force: true });
  await symlink(command, join(bin, "pulumi"));
  return join(folder, "engine");
}
