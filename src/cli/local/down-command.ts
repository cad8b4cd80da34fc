import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { type LocalOptions, withBackends, withFile } from "./local-options.ts";

export function addDownCommand(local: Command, context: CliContext): void {
  const command = local
    .command("down")
    .description("end the emulators of local stacks and forget the stacks; the emulators hold everything in memory");
  withBackends(withFile(command), "all", "which one to end")
    .addHelpText("after", "\nExample:\n  $ topology local down")
    .action(async (options: LocalOptions) => {
      const { down } = await import("./down.ts");
      await down(options, context);
    });
}
