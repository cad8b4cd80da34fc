/** What an id can stand for. Most are elements of the desired state; the rest are parts a backend adds. */
export type Kind =
  | "team"
  | "topic"
  | "subscription"
  | "feed"
  | "hub"
  | "existing"
  | "dead-letter-queue"
  | "undeliverable-queue"
  | "grant"
  | "event-bus"
  | "rule"
  | "target"
  | "role"
  | "policy"
  | "archive"
  | "alarm"
  | "key"
  | "schema"
  | "service"
  | "provider";

/**
 * The only maker of ids: Pulumi logical name, key of a diff and address in messages at once.
 * `id("subscription", "marketing", "CUSTOMER_CREATED")` is `subscription:marketing/CUSTOMER_CREATED`.
 * Never change the form: the engine would replace users' queues. Names cannot hold `:` or `/` (checked by the schema),
 * so two different paths never give the same id.
 */
export function id(kind: Kind, first: string, second?: string, third?: string): string {
  // Hundreds of thousands are made: without lists in between.
  if (second === undefined) return `${kind}:${first}`;
  return third === undefined ? `${kind}:${first}/${second}` : `${kind}:${first}/${second}/${third}`;
}

/**
 * The queue's part of an id: its name, and the generation from the second on. No name of the file can hold `~`.
 * `CUSTOMER_CREATED~g2`
 */
export function queueInIds({ queue, generation }: { readonly queue: string; readonly generation: number }): string {
  return generation === 1 ? queue : `${queue}~g${generation}`;
}

/** The id of a part that belongs to another element: `partOf("policy", "topic:X")` is `policy:topic:X`. */
export function partOf(kind: Kind, element: string, ...path: readonly string[]): string {
  return [`${kind}:${element}`, ...path].join("/");
}
