import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { withAccounts, withBackend, withFile } from "./local-options.ts";
import type { UpOptions } from "./up.ts";

const HELP = `
The first time the engine and an emulator are built or installed, which takes some minutes.

Examples:
  $ topology local up
  $ topology local up --backend aws-eventbridge
  $ topology local up --accounts own`;

export function addUpCommand(local: Command, context: CliContext): void {
  const command = local.command("up").description("bring the topology up on this machine, or up to date");
  withAccounts(withBackend(withFile(command)))
    .addHelpText("after", HELP)
    .action(async (options: UpOptions) => {
      const { up } = await import("./up.ts");
      await up(options, context);
    });
}
