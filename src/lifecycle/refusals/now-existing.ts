import { existingEvent, existingQueue, spanOfExisting } from "../../backends/existing.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { Edit } from "../edit.ts";
import type { Explain } from "../explain.ts";
import type { Refusal } from "../fate.ts";
import { subjectOf } from "../subject.ts";

/** What this stack made and its file now says to exist: it would leave the stack, and so be deleted. */
export const nowExisting: Explain = (edit, refusals) => {
  const found = refusals.map((refusal) => ({ refusal, said: saidToExist(edit, refusal) }));
  const diagnostics = found.flatMap(({ refusal: { before }, said }): Diagnostic[] => {
    if (said === undefined) return [];
    const message = `${said.name} is said to exist, and ${before.id} (${before.name}), which this stack has made, would be deleted with its messages; take it out of existing, or hand it over first with pulumi state delete`;
    const span = spanOfExisting(edit.input.stack, said.kind, said.name);
    return [{ code: "existing-was-made-here", severity: "error", message, span }];
  });
  return { diagnostics, left: found.flatMap(({ refusal, said }) => (said === undefined ? [refusal] : [])) };
};

function saidToExist(
  { input: { desired, stack } }: Edit,
  { before, cause }: Refusal,
): { readonly kind: "events" | "queues"; readonly name: string } | undefined {
  if (cause.kind !== "removed") return undefined;
  const subject = subjectOf(before.id);
  if (subject.kind === "event")
    return existingEvent(stack, subject.event) === undefined ? undefined : { kind: "events", name: subject.event };
  if (subject.kind !== "queue" && subject.kind !== "feed") return undefined;
  const queue = desired.subscriptions.find(({ key }) => key.team === subject.team && key.queue === subject.queue);
  if (queue === undefined || existingQueue(stack, queue) === undefined) return undefined;
  return { kind: "queues", name: `${queue.team}/${queue.queue}` };
}
