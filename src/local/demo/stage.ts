import type { Consumption, QueueAddress } from "../../backends/manifest.ts";
import type { Envelope, Received } from "../clients/client.ts";
import type { BroughtUp } from "../session/up.ts";
import type { Data } from "./messages.ts";

/** What the steps can do: everything is done by real clients, each with the identity of one team. */
export interface Stage {
  readonly backend: string;
  /** The first run of the engine. */
  readonly first: BroughtUp;
  /** Publishes an event as any team. */
  publish(team: string, event: string, data: Data): Promise<Envelope>;
  /** Where a queue of a team is read. */
  address(team: string, queue: string): Pick<Consumption, "from" | "deadLetter">;
  /** One look into a queue as any team, up to so many seconds. */
  receive(team: string, from: QueueAddress, seconds: number): Promise<readonly Received[]>;
  /**
   * Takes all messages from a team's own queue: waits until `count` have come and then for what should not come.
   * @param reference `team/queue`
   */
  takeAll(reference: string, count: number): Promise<readonly Envelope[]>;
  /** The same with the queue's dead-letter queue. */
  takeAllDead(reference: string, count: number): Promise<readonly Envelope[]>;
  /** Adds lines below `teams:` to the demo's copy of the file and brings it up to date. */
  edit(lines: readonly string[]): Promise<BroughtUp>;
}
