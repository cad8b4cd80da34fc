import { type Command, InvalidArgumentError } from "commander";
import type { CliContext } from "../context.ts";
import { withBackend, withFile } from "./local-options.ts";
import type { PublishOptions } from "./publish.ts";

const HELP = `
The event goes out with the team's own identity: whether the team may publish it, the grants decide.

Examples:
  $ echo '{"id": 1}' | topology local publish crm CUSTOMER_CREATED --data -
  $ topology local publish crm CUSTOMER_CREATED --data customer.json --attribute country=th`;

export function addPublishCommand(local: Command, context: CliContext): void {
  const command = local
    .command("publish")
    .description("publish an event as a team")
    .argument("<team>", "who publishes")
    .argument("<event>", "name of the event, or owner/event")
    .requiredOption("--data <file>", "JSON file with the event's data, - for stdin")
    .option("--attribute <key=value>", "attribute of the message, may be repeated", attribute);
  withBackend(withFile(command))
    .addHelpText("after", HELP)
    .action(async (team: string, event: string, options: PublishOptions) => {
      const { publish } = await import("./publish.ts");
      await publish(team, event, options, context);
    });
}

function attribute(text: string, previous: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It has to be key=value, for example country=th.");
  return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
}
