import type { Command } from "commander";
import type { AdoptOptions } from "./adopt.ts";
import type { CliContext } from "./context.ts";

const HELP = `
Without --check it prints a mapping of all that the stack would make, by the names it would give. Keep the lines of what is
in the cloud already, with the ids it has there, as a file that the stack names: event-topology:adopt. docs/adopt.md has
the whole way.

The engine takes over and changes in one run what differs. --check reads what it would do and fails when something
that is taken over would not stay as it is.

Examples:
  $ topology adopt --stack production > stacks/adopt.production.yaml
  $ pulumi preview --json | topology adopt --stack production --check -`;

export function addAdoptCommand(program: Command, context: CliContext): void {
  program
    .command("adopt")
    .description("take over what is in the cloud already")
    .requiredOption("--stack <name>", "where it runs: stacks/Pulumi.<name>.yaml")
    .option(
      "--check <file>",
      "tell what a preview does to what is taken over: output of pulumi preview --json, - for stdin",
    )
    .addHelpText("after", HELP)
    .action(async (options: AdoptOptions) => {
      const { adopt } = await import("./adopt.ts");
      await adopt(options, context);
    });
}
