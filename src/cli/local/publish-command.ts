import { type Command, InvalidArgumentError } from "commander";
import type { CliContext } from "../context.ts";
import { withBackend, withFile } from "./local-options.ts";
import type { PublishOptions } from "./publish.ts";

const HELP = `
The event goes out with the team's own identity: whether the team may publish it, the grants decide.

Examples:
  $ echo '{"id": 1}' | topology local publish crm CUSTOMER_CREATED --data -
  $ topology local publish crm CUSTOMER_CREATED --data customer.json --attribute country=th
  $ topology local publish crm CUSTOMER_UPDATED --data customer.json --key customer-7`;

export function addPublishCommand(local: Command, context: CliContext): void {
  const command = local
    .command("publish")
    .description("publish an event as a team")
    .argument("<team>", "who publishes")
    .argument("<event>", "name of the event, or owner/event")
    .requiredOption("--data <file>", "JSON file with the event's data, - for stdin")
    .option("--attribute <key=value>", "attribute of the message, a text; may be repeated", attribute)
    .option("--number <key=value>", "the same, a number, for filters that compare numbers", numberAttribute)
    .option("--key <key>", "ordering key (message group): messages of one key are received in order");
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

function numberAttribute(
  text: string,
  previous: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const [name = "", value = ""] = Object.entries(attribute(text))[0] ?? [];
  if (value.trim() === "" || !Number.isFinite(Number(value)))
    throw new InvalidArgumentError("It has to be key=number, for example price=9.5.");
  return { ...previous, [name]: Number(value) };
}
