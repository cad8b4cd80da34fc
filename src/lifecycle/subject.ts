/** What of the file a resource belongs to. The names are those of the keys: the names under which it was first deployed. */
export type Subject =
  | { readonly kind: "event"; readonly event: string }
  | (QueueSubject & { readonly kind: "queue" })
  | (QueueSubject & { readonly kind: "feed"; readonly event: string })
  /** The queue, in the owner's account, for what could not be delivered from there. */
  | (QueueSubject & { readonly kind: "undeliverable"; readonly owner: string })
  | { readonly kind: "bus"; readonly team: string }
  | { readonly kind: "other" };

/** One generation of a queue, with its dead-letter and undeliverable queue. */
export interface QueueSubject {
  readonly team: string;
  readonly queue: string;
  readonly generation: number;
}

/** Reads what `id`, `partOf` and `queueInIds` of the desired state have written. */
export function subjectOf(id: string): Subject {
  const [path = "", kind] = id.split(":").reverse();
  const [first = "", second = "", third = ""] = path.split("/");
  switch (kind) {
    case "topic":
      return { kind: "event", event: first };
    case "subscription":
    case "dead-letter-queue":
      return { kind: "queue", team: first, ...generationOf(second) };
    case "undeliverable-queue":
      if (third === "") return { kind: "queue", team: first, ...generationOf(second) };
      return { kind: "undeliverable", team: first, ...generationOf(second), owner: third };
    case "feed":
      return { kind: "feed", team: first, ...generationOf(second), event: third };
    case "event-bus":
      return { kind: "bus", team: first };
    default:
      return { kind: "other" };
  }
}

function generationOf(queueInIds: string): Pick<QueueSubject, "queue" | "generation"> {
  const [queue = "", generation = "1"] = queueInIds.split("~g");
  return { queue, generation: Number(generation) };
}
