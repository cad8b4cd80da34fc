import { receiveAs } from "../../local/session/receive.ts";
import { openSession } from "../../local/session/session.ts";
import type { CliContext } from "../context.ts";
import { attempt } from "./attempt.ts";
import { folderOf, type LocalOptions } from "./local-options.ts";

export interface ReceiveCommandOptions extends LocalOptions {
  readonly max: number;
  readonly seconds: number;
  readonly deadLetter: boolean;
  readonly ack: boolean;
}

/** `topology local receive` */
export function receive(
  team: string,
  queue: string,
  options: ReceiveCommandOptions,
  context: CliContext,
): Promise<void> {
  return attempt(context, async ({ progress, clear }) => {
    const session = await openSession(folderOf(options, options.backend, context), options.backend);
    progress(`waiting for messages in ${queue}`);
    const wanted = { ...options, signal: context.signal };
    const count = await receiveAs(session, team, queue, wanted, ({ envelope, attributes, deliveryAttempt }) => {
      clear();
      context.stdout.write(`${JSON.stringify({ ...envelope, attributes, deliveryAttempt })}\n`);
    });
    clear();
    if (count === 0) context.stderr.write(`no message came in ${options.seconds} s\n`);
  });
}
