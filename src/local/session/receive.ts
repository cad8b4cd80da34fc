import type { Received } from "../clients/client.ts";
import { consumption, teamNamed } from "./addresses.ts";
import { Mistake } from "./mistake.ts";
import type { Session } from "./session.ts";

export interface ReceiveOptions {
  /** At most so many messages. */
  readonly max: number;
  /** Wait so long for the first one. */
  readonly seconds: number;
  /** From the dead-letter queue instead. */
  readonly deadLetter: boolean;
  /** Take the messages away; else they are given back at the end. */
  readonly ack: boolean;
  readonly signal: AbortSignal;
}

/** Once messages have come, the rest follows sooner than this. */
const SECONDS_FOR_MORE = 1;

/**
 * Receives as a team and tells each message as it comes.
 * @param reference `QUEUE`, or `team/QUEUE` for another team's
 * @returns how many came
 * @throws Mistake for an unknown name; AccessRefused when the emulator refuses the team.
 */
export async function receiveAs(
  session: Session,
  team: string,
  reference: string,
  options: ReceiveOptions,
  onMessage: (message: Received) => void,
): Promise<number> {
  const { manifests } = session.broughtUp;
  teamNamed(manifests, team);
  const { from: main, deadLetter } = consumption(manifests, team, reference);
  const from = options.deadLetter ? deadLetter : main;
  if (from === undefined)
    throw new Mistake(`${reference} exists already, and the stack names no dead-letter queue of it`);
  const client = await session.connectAs(team);
  const held: Received[] = [];
  let count = 0;
  try {
    for (let seconds = options.seconds; count < options.max && !options.signal.aborted; seconds = SECONDS_FOR_MORE) {
      const wait = { max: options.max - count, seconds };
      const messages = await client.receive(from, wait);
      if (messages.length === 0) break;
      for (const message of messages) {
        onMessage(message);
        count += 1;
        if (options.ack) await message.ack();
        else held.push(message);
      }
    }
  } finally {
    await Promise.allSettled(held.map((message) => message.nack()));
    await client.close();
  }
  return count;
}
