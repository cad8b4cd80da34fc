import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { type LocalOptions, withBackend, withFile } from "./local-options.ts";

const HELP = `
The first time the engine and an emulator are built or installed, which takes some minutes.

Examples:
  $ topology local up
  $ topology local up --backend aws-eventbridge`;

export function addUpCommand(local: Command, context: CliContext): void {
  const command = local.command("up").description("bring the topology up on this machine, or up to date");
  withBackend(withFile(command))
    .addHelpText("after", HELP)
    .action(async (options: LocalOptions) => {
      const { up } = await import("./up.ts");
      await up(options, context);
    });
}
