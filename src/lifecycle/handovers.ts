import type { Passage } from "../backends/deployed.ts";
import type { DesiredState } from "../desired-state/desired-state.ts";
import { id } from "../desired-state/id.ts";

/** An event on its way to a queue that stays, which changes the way while somebody may publish it. */
export interface Handover {
  readonly event: string;
  /** What the event passed through, and what it would pass through. */
  readonly from: string;
  readonly to: string;
}

/**
 * The events of which messages would be lost between the old way and the new one: neither can be opened and closed at one
 * moment. While nobody may publish an event, before and after, its way can change.
 * @param isTaken whether the queue is to get the event, by whatever way
 */
export function handovers(
  before: readonly Passage[],
  after: readonly Passage[],
  isTaken: (event: string, queue: string) => boolean,
): readonly Handover[] {
  const planned = new Map<string, readonly Passage[]>();
  for (const passage of after) planned.set(keyOf(passage), [...(planned.get(keyOf(passage)) ?? []), passage]);
  const found = new Map<string, Handover>();
  for (const passage of before) {
    const next = planned.get(keyOf(passage)) ?? [];
    const [first] = next;
    if (next.some(({ through }) => through === passage.through)) continue;
    if (first === undefined && !isTaken(passage.event, passage.queue)) continue;
    if (passage.open || first?.open === true)
      found.set(passage.event, {
        event: passage.event,
        from: passage.through,
        to: first?.through ?? "a bus that exists",
      });
  }
  return [...found.values()];
}

function keyOf({ event, queue }: Passage): string {
  return `${event} ${queue}`;
}

/** Whether a queue, by `team/queue` as in ids, is to get an event. */
export function takenBy({ subscriptions }: DesiredState): (event: string, queue: string) => boolean {
  const feeds = subscriptions.flatMap((queue) => queue.feeds.filter(({ retired }) => retired === undefined));
  const taken = new Set(feeds.map((feed) => feed.id));
  return (event, queue) => taken.has(id("feed", queue, event));
}
