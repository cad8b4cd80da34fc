import type { QueueAddress } from "../../backends/manifest.ts";
import type { Client, Envelope } from "../clients/client.ts";
import { consumption, publication } from "../session/addresses.ts";
import type { BroughtUp } from "../session/up.ts";
import { addTeam } from "./demo-file.ts";
import type { Stage } from "./stage.ts";

export interface LiveStage extends Stage {
  close(): Promise<void>;
}

export interface StageOptions {
  readonly backend: string;
  readonly first: BroughtUp;
  /** The demo's copy of the topology file. */
  readonly file: string;
  readonly signal: AbortSignal;
  readonly connectAs: (team: string) => Promise<Client>;
  /** Brings the copy up to date. */
  readonly up: () => Promise<BroughtUp>;
}

/** Time for what has been published to arrive; it takes milliseconds on an emulator. */
const SECONDS_TO_ARRIVE = 15;
/** Time to be sure that nothing more comes. */
const SECONDS_OF_QUIET = 1;

export function liveStage(options: StageOptions): LiveStage {
  const { backend, first, file, signal } = options;
  const clients = new Map<string, Promise<Client>>();
  let latest = first;
  const as = (team: string) => {
    const client = clients.get(team) ?? options.connectAs(team);
    clients.set(team, client);
    return client;
  };
  const address = (team: string, queue: string) => consumption(latest.manifests, team, queue);
  const take = async (team: string, from: QueueAddress, count: number): Promise<readonly Envelope[]> => {
    const client = await as(team);
    const taken: Envelope[] = [];
    for (const deadline = Date.now() + SECONDS_TO_ARRIVE * 1000; ; ) {
      signal.throwIfAborted();
      const missing = taken.length < count;
      const seconds = missing ? (deadline - Date.now()) / 1000 : SECONDS_OF_QUIET;
      const messages = await client.receive(from, { max: 10, seconds: Math.max(SECONDS_OF_QUIET, Math.ceil(seconds)) });
      if (messages.length === 0) return taken;
      for (const message of messages) {
        taken.push(message.envelope);
        await message.ack();
      }
    }
  };
  return {
    backend,
    first,
    address,
    publish: async (team, reference, data) => {
      signal.throwIfAborted();
      const { event, to } = publication(latest.manifests, reference);
      const envelope = { topic: event, data };
      await (await as(team)).publish(to, envelope);
      return envelope;
    },
    receive: async (team, from, seconds) => {
      signal.throwIfAborted();
      return (await as(team)).receive(from, { max: 10, seconds });
    },
    takeAll: (reference, count) => {
      const [team, queue] = split(reference);
      return take(team, address(team, queue).from, count);
    },
    takeAllDead: (reference, count) => {
      const [team, queue] = split(reference);
      const { deadLetter } = address(team, queue);
      if (deadLetter === undefined) throw new Error(`${reference} has no dead-letter queue in the manifests`);
      return take(team, deadLetter, count);
    },
    edit: async (lines) => {
      await addTeam(file, lines);
      latest = await options.up();
      return latest;
    },
    close: async () => {
      await Promise.allSettled([...clients.values()].map(async (client) => (await client).close()));
    },
  };
}

function split(reference: string): readonly [string, string] {
  const at = reference.indexOf("/");
  return [reference.slice(0, at), reference.slice(at + 1)];
}
