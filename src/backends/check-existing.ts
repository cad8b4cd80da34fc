import type { Diagnostic } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { BackendInput } from "./backend.ts";
import { existingEvent, existingQueue, spanOfExisting } from "./existing.ts";

/** What any cloud can say of `existing`: names that the topology does not have, and what cannot be done to what is not ours. */
export function checkExisting(input: BackendInput): readonly Diagnostic[] {
  return [...unknownNames(input), ...laterGenerations(input), ...notApplied(input)];
}

function unknownNames({ desired, stack }: BackendInput): readonly Diagnostic[] {
  const events = desired.topics.map(({ event }) => event);
  const queues = desired.subscriptions.map(({ team, queue }) => `${team}/${queue}`);
  const { existing = { events: {}, queues: {} } } = stack;
  const unknown = (kind: "events" | "queues", what: string, known: readonly string[]) =>
    Object.keys(existing[kind])
      .filter((name) => !known.includes(name))
      .map((name): Diagnostic => {
        const guess = didYouMean(name, known);
        return {
          code: `unknown-${what}`,
          severity: "error",
          message: `the topology has no ${what} ${name}${guess.text || "; remove it from existing"}`,
          span: spanOfExisting(stack, kind, name),
        };
      });
  return [...unknown("events", "event", events), ...unknown("queues", "queue", queues)];
}

/** A queue that exists has no generations: a second one would be made beside it, and the first would lose its place here. */
function laterGenerations({ desired, stack }: BackendInput): readonly Diagnostic[] {
  return desired.subscriptions
    .filter((queue) => queue.key.generation > 1 && existingQueue(stack, queue) !== undefined)
    .map(({ team, queue }) => ({
      code: "existing-generation",
      severity: "error",
      message: `${team}/${queue} has a second generation, which a queue that exists cannot have: event-topology does not make it; remove the generation, or the queue from existing`,
      span: spanOfExisting(stack, "queues", `${team}/${queue}`),
    }));
}

/** Options of a topic that is not ours to change. */
function notApplied({ desired, stack }: BackendInput): readonly Diagnostic[] {
  return desired.topics.flatMap(({ event, retentionSeconds, registerSchema }) => {
    if (existingEvent(stack, event) === undefined) return [];
    const options = [
      ...(retentionSeconds === undefined ? [] : ["retention"]),
      ...(registerSchema === undefined ? [] : ["registerSchema"]),
    ];
    return options.map((option) => ({
      code: "option-not-applied",
      severity: "warning" as const,
      message: `${option} of ${event} is not applied: what carries it exists already and is not changed; its owner has to`,
      span: spanOfExisting(stack, "events", event),
    }));
  });
}
