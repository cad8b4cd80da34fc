import type { Command } from "commander";
import type { CliContext } from "./context.ts";
import { addDemoCommand } from "./local/demo-command.ts";
import { addDownCommand } from "./local/down-command.ts";
import { addPublishCommand } from "./local/publish-command.ts";
import { addPulumiCommand } from "./local/pulumi-command.ts";
import { addReceiveCommand } from "./local/receive-command.ts";
import { addUpCommand } from "./local/up-command.ts";

const HELP = `
The real engine and the real client libraries against emulators on 127.0.0.1: no account, no credentials.
Everything is kept in the folder .topology beside the topology file.

Examples:
  $ topology local demo --backend all
  $ topology local up
  $ echo '{"id": 1}' | topology local publish crm CUSTOMER_CREATED --data -
  $ topology local receive marketing CUSTOMER_CREATED
  $ topology local down`;

export function addLocalCommands(program: Command, context: CliContext): void {
  const local = program
    .command("local")
    .description("bring a topology to life on this machine")
    .addHelpText("after", HELP);
  addDemoCommand(local, context);
  addUpCommand(local, context);
  addPublishCommand(local, context);
  addReceiveCommand(local, context);
  addPulumiCommand(local, context);
  addDownCommand(local, context);
}
