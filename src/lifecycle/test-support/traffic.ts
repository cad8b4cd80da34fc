import { setTimeout as sleep } from "node:timers/promises";
import type { PublishAddress, QueueAddress, TeamManifest } from "../../backends/manifest.ts";
import type { Client } from "../../local/clients/client.ts";

/** One way to publish an event. More than one is tried while it changes hands. */
export interface Route {
  readonly team: string;
  readonly event: string;
  readonly to: PublishAddress;
  /** The event is ordered: messages have keys. */
  readonly keyed: boolean;
}

/** A message that the cloud took. */
export interface Accepted {
  readonly event: string;
  readonly number: number;
  readonly at: number;
}

/** A place to receive from, and the queue it counts for whatever the queue is called today. */
export interface Tap {
  readonly team: string;
  readonly queue: string;
  readonly from: QueueAddress;
}

const MILLISECONDS_BETWEEN = 40;
const MILLISECONDS_AFTER_A_REFUSAL = 150;
const KEYS = 3;

/** Every other message is of this kind: what filters look at. */
export function kindOf(number: number): "a" | "b" {
  return number % 2 === 0 ? "a" : "b";
}

/**
 * Publishers that go on publishing numbered messages and consumers that go on reading, while the topology changes below
 * them. What the cloud refuses to take was never published.
 */
export class Traffic {
  readonly accepted: Accepted[] = [];
  readonly #received = new Map<string, Map<string, number>>();
  readonly #connectAs: (team: string) => Promise<Client>;
  readonly #clients = new Map<string, Promise<Client>>();
  readonly #work: Promise<void>[] = [];
  #routes: readonly Route[] = [];
  #taps = new Map<string, Tap>();
  #publishing = true;
  #consuming = true;
  #number = 0;

  constructor(connectAs: (team: string) => Promise<Client>) {
    this.#connectAs = connectAs;
  }

  /** From now on, each event by these routes in turn. */
  publishBy(routes: readonly Route[]): void {
    this.#routes = routes;
    for (const event of new Set(routes.map((route) => route.event)))
      if (!this.#events.has(event)) {
        this.#events.add(event);
        this.#work.push(this.#publish(event));
      }
  }

  readonly #events = new Set<string>();

  /** From now on, from these places and no others. */
  readFrom(taps: readonly Tap[]): void {
    const wanted = new Map(taps.map((tap) => [`${tap.team} ${JSON.stringify(tap.from)}`, tap]));
    const started = [...wanted].filter(([key]) => !this.#taps.has(key));
    this.#taps = wanted;
    for (const [key, tap] of started) this.#work.push(this.#consume(key, tap));
  }

  /** How often the queue has got a message. */
  receivedBy(queue: string): ReadonlyMap<string, number> {
    return this.#received.get(queue) ?? new Map();
  }

  /** Copies that came again after they had been received: clouds deliver at least once. */
  get twice(): number {
    const counts = [...this.#received.values()].flatMap((counts) => [...counts.values()]);
    return counts.reduce((sum, count) => sum + count - 1, 0);
  }

  stopPublishing(): void {
    this.#publishing = false;
  }

  async close(): Promise<void> {
    [this.#publishing, this.#consuming] = [false, false];
    await Promise.allSettled(this.#work);
    await Promise.allSettled([...this.#clients.values()].map(async (client) => (await client).close()));
  }

  async #publish(event: string): Promise<void> {
    for (let turn = 0; this.#publishing; turn++) {
      const routes = this.#routes.filter((route) => route.event === event);
      const route = routes[turn % routes.length];
      const number = this.#number++;
      const took = route !== undefined && (await this.#send(route, number));
      if (took) this.accepted.push({ event, number, at: Date.now() });
      await sleep(took ? MILLISECONDS_BETWEEN : MILLISECONDS_AFTER_A_REFUSAL);
    }
  }

  async #send({ team, event, to, keyed }: Route, number: number): Promise<boolean> {
    try {
      const client = await this.#as(team);
      const key = keyed ? `key-${number % KEYS}` : undefined;
      await client.publish(to, { topic: event, data: { number } }, { kind: kindOf(number) }, key);
      return true;
    } catch {
      return false;
    }
  }

  async #consume(key: string, { team, queue, from }: Tap): Promise<void> {
    const isWanted = () => this.#consuming && this.#taps.has(key);
    while (isWanted())
      try {
        const client = await this.#as(team);
        for (const message of await client.receive(from, { max: 10, seconds: 1 })) {
          const { topic, data } = message.envelope;
          await message.ack();
          this.#count(queue, messageKey(topic, Number(Object(data).number)));
        }
      } catch {
        // The queue or the grant is about to come or to go.
        await sleep(MILLISECONDS_AFTER_A_REFUSAL);
      }
  }

  #count(queue: string, message: string): void {
    const counts = this.#received.get(queue) ?? new Map<string, number>();
    counts.set(message, (counts.get(message) ?? 0) + 1);
    this.#received.set(queue, counts);
  }

  /** A client that could not be had is asked for again: the role may come with the deploy that is under way. */
  async #as(team: string): Promise<Client> {
    const client = this.#clients.get(team) ?? this.#connectAs(team);
    this.#clients.set(team, client);
    client.catch(() => this.#clients.delete(team));
    return client;
  }
}

export function messageKey(event: string, number: number): string {
  return `${event} ${number}`;
}

/** All places that hold messages of a queue: its generations, what its consumers failed to handle, what could not be delivered. */
export function tapsOf(
  manifests: Readonly<Record<string, TeamManifest>>,
  nameOf: (team: string, queue: string) => string,
): readonly Tap[] {
  return Object.values(manifests).flatMap(({ team, consumes }) =>
    Object.entries(consumes).flatMap(([queue, { older = [], ...present }]) =>
      [present, ...older].flatMap(({ from, deadLetter, undeliverable, undeliverableElsewhere = [] }) =>
        [from, deadLetter, undeliverable, ...undeliverableElsewhere].flatMap((address) =>
          address === undefined ? [] : [{ team, queue: nameOf(team, queue), from: address }],
        ),
      ),
    ),
  );
}
