import { type Command, Option } from "commander";
import type { CliContext } from "./context.ts";
import type { ResourcesOptions } from "./resources.ts";

const HELP = `
Needs no engine, no credentials and no network. The JSON has the shape of schemas/resources.schema.json.

Examples:
  $ topology resources --backend gcp-pubsub
  $ topology resources --stack production --format text
  $ topology resources --backend aws-sns-sqs | jq '.resources[] | select(.team == "crm") | .name'`;

export function addResourcesCommand(program: Command, context: CliContext): void {
  program
    .command("resources")
    .description("print the cloud resources that a topology stands for")
    .option("--file <path>", "topology file (default: the one that the stack names)")
    .option("--backend <name>", "the cloud: gcp-pubsub, aws-sns-sqs, …; enough when it has only one stack")
    .option("--stack <name>", "where it would run: stacks/Pulumi.<name>.yaml")
    .addOption(new Option("--format <format>", "how to print them").choices(["json", "text"]).default("json"))
    .addHelpText("after", HELP)
    .action(async (options: ResourcesOptions) => {
      const { resources } = await import("./resources.ts");
      await resources(options, context);
    });
}
