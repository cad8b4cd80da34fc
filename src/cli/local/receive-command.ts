import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { positiveNumber, withBackend, withFile } from "./local-options.ts";
import type { ReceiveCommandOptions } from "./receive.ts";

const HELP = `
Prints one JSON object a line: topic, data, attributes and, where the cloud tells, the delivery attempt.
With --no-ack the messages are given back, which counts as a failed delivery.

Examples:
  $ topology local receive marketing CUSTOMER_CREATED
  $ topology local receive marketing CUSTOMER_CREATED --dead-letter --max 1`;

export function addReceiveCommand(local: Command, context: CliContext): void {
  const command = local
    .command("receive")
    .description("receive messages as a team")
    .argument("<team>", "who receives")
    .argument("<queue>", "name of the queue, which is the event's unless the file gives it one; or team/queue")
    .option("--max <number>", "at most so many messages", positiveNumber, 10)
    .option("--seconds <number>", "wait so long for the first one", positiveNumber, 5)
    .option("--dead-letter", "from the queue's dead-letter queue", false)
    .option("--no-ack", "leave the messages in the queue");
  withBackend(withFile(command))
    .addHelpText("after", HELP)
    .action(async (team: string, queue: string, options: ReceiveCommandOptions) => {
      const { receive } = await import("./receive.ts");
      await receive(team, queue, options, context);
    });
}
