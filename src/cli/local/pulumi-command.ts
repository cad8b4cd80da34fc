import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { type LocalOptions, withBackend, withFile } from "./local-options.ts";

const HELP = `
Examples:
  $ topology local pulumi -- preview
  $ topology local pulumi --backend aws-sns-sqs -- stack export`;

export function addPulumiCommand(local: Command, context: CliContext): void {
  const command = local
    .command("pulumi")
    .description("run the engine itself on the local stack that is up")
    .argument("<arguments...>", "what comes after pulumi, behind --");
  withBackend(withFile(command))
    .addHelpText("after", HELP)
    .action(async (args: readonly string[], options: LocalOptions) => {
      const { pulumi } = await import("./pulumi.ts");
      await pulumi(args, options, context);
    });
}
