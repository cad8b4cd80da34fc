import { id, queueInIds } from "../../desired-state/id.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { type Edit, queueName, spanOf } from "../edit.ts";
import type { Refusal } from "../fate.ts";
import { type QueueSubject, subjectOf } from "../subject.ts";

/** What the file calls the properties that cannot change; the name of a FIFO queue has an end of its own. */
const OPTION: Readonly<Record<string, "filter" | "ordered">> = {
  enableMessageOrdering: "ordered",
  fifoQueue: "ordered",
  filter: "filter",
  name: "ordered",
};

/** A queue that stays in the file with something that its cloud cannot change; undefined when that is nothing of the file. */
export function changedQueue(
  edit: Edit,
  lost: QueueSubject & { readonly refusals: readonly Refusal[] },
): Diagnostic | undefined {
  const properties = lost.refusals.flatMap(({ cause }) => (cause.kind === "forced" ? cause.properties : []));
  const options = [...new Set(properties.map((property) => OPTION[property]))];
  if (properties.every((property) => property === "topic")) return otherTopic(edit, lost);
  const known = options.filter((option) => option !== undefined).sort();
  if (known.length === 0 || known.length < options.length) return undefined;
  const what = known.map((option) => (option === "ordered" ? `"ordered"` : "the filter")).join(" and ");
  return {
    code: "cannot-change-in-place",
    severity: "error",
    message: `on ${edit.backend} ${what} of ${queueName(edit, lost)} cannot change; ${remedy(edit, lost, known)}`,
    span: spanOf(edit, id("subscription", lost.team, queueInIds(lost))),
  };
}

function remedy({ input }: Edit, { team, queue, generation }: QueueSubject, options: readonly string[]): string {
  const all = input.desired.subscriptions.filter(({ key }) => key.team === team && key.queue === queue);
  if (all.some(({ key }) => key.generation > generation))
    return `it is the previous generation: say in "previous" what it was like (${options.join(", ")})`;
  if (all.some(({ key }) => key.generation < generation))
    return `undo it until the generation before is empty and "previous" is removed`;
  const former = options.map((option) => `${option}: …`).join(", ");
  return `add "generation: ${generation + 1}" and "previous: { ${former} }" with what it was, so that both are read until the former is empty`;
}

/** An event that is carried by another topic now, for example by one that exists. */
function otherTopic(
  edit: Edit,
  { refusals, ...queue }: QueueSubject & { readonly refusals: readonly Refusal[] },
): Diagnostic {
  const events = refusals.flatMap(({ before }) => {
    const subject = subjectOf(before.id);
    return subject.kind === "feed" ? [subject.event] : [];
  });
  const [first = ""] = events;
  return {
    code: "cannot-change-in-place",
    severity: "error",
    message: `on ${edit.backend} a subscription cannot change its topic, and ${queueName(edit, queue)} would get ${events.join(", ")} from another one; declare an event of another name for that topic, subscribe to both, and retire this one`,
    span: spanOf(
      edit,
      id("feed", queue.team, queueInIds(queue), first),
      id("subscription", queue.team, queueInIds(queue)),
    ),
  };
}
