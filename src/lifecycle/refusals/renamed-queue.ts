import type { Subscription } from "../../desired-state/desired-state.ts";
import type { Edit } from "../edit.ts";
import { type QueueSubject, subjectOf } from "../subject.ts";

/**
 * A new queue of the same team that takes what a queue took that is gone: most likely the same one with a new name. Where
 * it is not known what the former took, as on EventBridge, the only new one.
 */
export function renamedQueue(
  { before, input: { desired } }: Edit,
  { team, queue }: QueueSubject,
): Subscription | undefined {
  const standing = new Set(before.map(({ id }) => id));
  const took = before.flatMap(({ id }) => {
    const subject = subjectOf(id);
    return subject.kind === "feed" && subject.team === team && subject.queue === queue ? [subject.event] : [];
  });
  const isNew = ({ id, deadLetterQueue }: Subscription) => !standing.has(id) && !standing.has(deadLetterQueue);
  const news = desired.subscriptions.filter((one) => one.key.team === team && isNew(one));
  if (took.length === 0) return news.length === 1 ? news[0] : undefined;
  const events = [...new Set(took)].sort().join();
  return news.find(({ feeds }) => feeds.map(({ event }) => event).join() === events);
}
