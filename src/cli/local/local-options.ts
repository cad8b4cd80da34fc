import { join, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { backends } from "../../backends/registry.ts";
import { ACCOUNTS } from "../../local/session/accounts.ts";
import { defaultRoot, type SessionFolder, sessionFolder } from "../../local/session/session-folder.ts";
import type { CliContext } from "../context.ts";

/** What all local commands understand. */
export interface LocalOptions {
  readonly file: string;
  readonly backend: string;
  readonly sessions?: string;
}

export const BACKENDS: readonly string[] = backends.map((backend) => backend.name);
const DEFAULT_BACKEND = "gcp-pubsub";

/** Adds `--file`, and the hidden `--sessions` by which tests keep to a folder of their own. */
export function withFile(command: Command): Command {
  return command
    .option("--file <path>", "topology file", "topology.yaml")
    .addOption(new Option("--sessions <folder>", "folder that holds the local stacks instead of .topology").hideHelp());
}

export function withBackend(command: Command): Command {
  return command.addOption(new Option("--backend <name>", "the cloud").choices(BACKENDS).default(DEFAULT_BACKEND));
}

/** Adds `--backend` with `all` as one more choice. */
export function withBackends(command: Command, fallback: string, description: string): Command {
  return command.addOption(new Option("--backend <name>", description).choices([...BACKENDS, "all"]).default(fallback));
}

/** Adds `--accounts`: the emulators know as many accounts (projects) as are asked for. */
export function withAccounts(command: Command): Command {
  return command.addOption(
    new Option("--accounts <which>", "teams share one account or project, or each has its own")
      .choices(ACCOUNTS)
      .default("shared"),
  );
}

export function chosenBackends(backend: string): readonly string[] {
  return backend === "all" ? BACKENDS : [backend];
}

/** @param name of the session: the backend's, or one that cannot be a backend's */
export function folderOf(options: LocalOptions, name: string, context: CliContext): SessionFolder {
  const { sessions, file } = options;
  return sessionFolder(
    sessions === undefined ? defaultRoot(resolve(context.cwd, file), name) : join(resolve(context.cwd, sessions), name),
  );
}

/** For options that count something. */
export function positiveNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError("It has to be a whole number from 1, for example 10.");
  return Number(text);
}
