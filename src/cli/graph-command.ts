import { type Command, InvalidArgumentError, Option } from "commander";
import type { CliContext } from "./context.ts";
import type { GraphOptions } from "./graph.ts";

const HELP = `
The picture goes to stdout. What does not fit is left out, which the picture and stderr say. Needs no cloud and no network.

Examples:
  $ topology graph > topology.mmd                          Mermaid, as GitHub and GitLab draw it in Markdown
  $ topology graph --format svg > topology.svg             for a browser, light or dark
  $ topology graph --team crm --format dot | dot -Tpng     one team and who it exchanges events with
  $ topology graph --event CUSTOMER_CREATED --depth 2      who reads an event, and who reads what they publish`;

export function addGraphCommand(program: Command, context: CliContext): void {
  program
    .command("graph")
    .description("draw who publishes which event and who reads it")
    .option("--file <path>", "topology file", "topology.yaml")
    .addOption(
      new Option("--format <format>", "of the picture").choices(["mermaid", "dot", "svg", "json"]).default("mermaid"),
    )
    .addOption(new Option("--team <name>", "only what this team publishes and reads, with whom").conflicts("event"))
    .option("--event <name>", "only this event's path: its team, its queues, their teams")
    .option("--depth <steps>", "with --event: follow what the readers publish, too, for so many steps", wholeNumber)
    .addOption(
      new Option("--detail <what>", "every event and queue, or teams only (default: what fits)").choices([
        "queues",
        "teams",
      ]),
    )
    .option("--max <number>", "most lines in the picture (default: 60, or 200 between teams)", wholeNumber)
    .addHelpText("after", HELP)
    .action(async (options: GraphOptions) => {
      const { graph } = await import("./graph.ts");
      await graph(options, context);
    });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError("It has to be a whole number from 1, for example 2.");
  return Number(text);
}
