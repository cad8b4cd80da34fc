import { id, queueInIds } from "../../desired-state/id.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { type Edit, queueName, spanOf, teamName } from "../edit.ts";
import type { Explain } from "../explain.ts";
import type { Refusal } from "../fate.ts";
import { type QueueSubject, subjectOf } from "../subject.ts";
import { changedQueue } from "./changed-queue.ts";
import { renamedQueue } from "./renamed-queue.ts";

/** One generation of a queue, with all that is refused of it. */
export interface LostQueue extends QueueSubject {
  readonly refusals: readonly Refusal[];
}

/** Queues and their events that left the file without a tombstone, and queues that would have to be made anew. */
export const queueRefusals: Explain = (edit, refusals) => {
  const queues = new Map<string, LostQueue & { readonly refusals: Refusal[] }>();
  for (const refusal of refusals) {
    const subject = subjectOf(refusal.before.id);
    if (!("queue" in subject) || refusal.cause.kind === "moved") continue;
    const name = id("subscription", subject.team, queueInIds(subject));
    const { team, queue, generation } = subject;
    const known = queues.get(name) ?? { team, queue, generation, refusals: [] };
    known.refusals.push(refusal);
    queues.set(name, known);
  }
  const explained = [...queues.values()].map((lost) => ({ lost, diagnostic: explain(edit, lost) }));
  const known = new Set(explained.flatMap(({ lost, diagnostic }) => (diagnostic === undefined ? [] : lost.refusals)));
  return {
    diagnostics: explained.flatMap(({ diagnostic }) => diagnostic ?? []),
    left: refusals.filter((refusal) => !known.has(refusal)),
  };
};

function explain(edit: Edit, lost: LostQueue): Diagnostic | undefined {
  const planned = generationsIn(edit, lost);
  if (planned.includes(lost.generation))
    return lost.refusals.every(({ cause }) => cause.kind === "removed")
      ? withoutEvents(edit, lost)
      : changedQueue(edit, lost);
  const [younger] = planned.filter((generation) => generation > lost.generation);
  if (younger !== undefined) return skippedGeneration(edit, lost, younger);
  const [older] = planned;
  if (older !== undefined) return backwards(edit, lost, older);
  return removedQueue(edit, lost);
}

/** Sorted. */
function generationsIn({ input }: Edit, { team, queue }: QueueSubject): readonly number[] {
  const same = input.desired.subscriptions.filter(({ key }) => key.team === team && key.queue === queue);
  return same.map(({ key }) => key.generation).sort((a, b) => a - b);
}

function removedQueue(edit: Edit, lost: LostQueue): Diagnostic {
  const renamed = renamedQueue(edit, lost);
  const hint =
    renamed === undefined ? "" : `; if it is called ${renamed.queue} now, add "formerly: ${lost.queue}" there`;
  return {
    code: "removed-without-tombstone",
    severity: "error",
    message: `${queueName(edit, lost)} would be deleted with the messages in it; put it back with "retired: drain", deploy that, and remove it once it is empty${hint}`,
    span: spanOf(edit, ...(renamed === undefined ? [] : [renamed.id]), id("team", lost.team)),
  };
}

function withoutEvents(edit: Edit, lost: LostQueue): Diagnostic {
  const subjects = lost.refusals.map(({ before }) => subjectOf(before.id));
  const events = [...new Set(subjects.flatMap((subject) => (subject.kind === "feed" ? [subject.event] : [])))];
  const owners = [...new Set(subjects.flatMap((subject) => (subject.kind === "undeliverable" ? [subject.owner] : [])))];
  const queue = queueName(edit, lost);
  const leaving =
    events.length > 0
      ? `${events.join(", ")} would leave ${queue}, and what waits there of that would be deleted; put it back`
      : `all events of ${owners.map((owner) => teamName(edit, owner)).join(", ")} would leave ${queue}, and what could not be delivered to it from there would be deleted; put one of them back`;
  return {
    code: "removed-without-tombstone",
    severity: "error",
    message: `${leaving} among its events as "{ event: ${events[0] ?? "EVENT"}, retired: drain }", deploy that, and remove it once nothing waits`,
    span: spanOf(edit, id("subscription", lost.team, queueInIds(lost)), id("team", lost.team)),
  };
}

function skippedGeneration(edit: Edit, lost: LostQueue, younger: number): Diagnostic {
  const remedy =
    younger === lost.generation + 1
      ? `add "previous" with its filter and "ordered" as they were, until it is empty`
      : `go on with generation ${lost.generation + 1}, and "previous" with its filter and "ordered" as they were`;
  return {
    code: "removed-without-tombstone",
    severity: "error",
    message: `generation ${lost.generation} of ${queueName(edit, lost)} would be deleted with the messages in it; ${remedy}`,
    span: spanOf(edit, id("subscription", lost.team, queueInIds({ ...lost, generation: younger }))),
  };
}

function backwards(edit: Edit, lost: LostQueue, older: number): Diagnostic {
  return {
    code: "removed-without-tombstone",
    severity: "error",
    message: `generation ${lost.generation} of ${queueName(edit, lost)} would be deleted with the messages in it, for generations only count up; put "generation: ${lost.generation}" back`,
    span: spanOf(edit, id("subscription", lost.team, queueInIds({ ...lost, generation: older }))),
  };
}
