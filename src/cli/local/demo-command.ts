import { type Command, Option } from "commander";
import type { CliContext } from "../context.ts";
import type { DemoOptions } from "./demo.ts";
import { withAccounts, withBackends, withFile } from "./local-options.ts";

const HELP = `
Brings the topology up on an emulator, lets its teams publish and receive with real clients, checks every step and
removes everything. Exit code 0 only if all held. The JSON has the shape of schemas/demo.schema.json.

Examples:
  $ topology local demo
  $ topology local demo --backend all
  $ topology local demo --accounts own
  $ topology local demo --backend aws-eventbridge --format json`;

export function addDemoCommand(local: Command, context: CliContext): void {
  const command = local.command("demo").description("watch a topology come up and carry messages");
  withAccounts(withBackends(withFile(command), "gcp-pubsub", "the cloud, or all of them one after another"))
    .addOption(new Option("--format <format>", "how to tell the story").choices(["text", "json"]).default("text"))
    .addHelpText("after", HELP)
    .action(async (options: DemoOptions) => {
      const { demo } = await import("./demo.ts");
      await demo(options, context);
    });
}
