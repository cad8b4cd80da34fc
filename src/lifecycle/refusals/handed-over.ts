import { id } from "../../desired-state/id.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { type Edit, spanOf } from "../edit.ts";
import type { Handover } from "../handovers.ts";

/** Events that would change their way to a queue while somebody publishes them, by their old and new bus. */
export function handedOver(edit: Edit): readonly Diagnostic[] {
  const buses = new Map<string, readonly Handover[]>();
  for (const handover of edit.handovers) {
    const key = `${handover.from} ${handover.to}`;
    buses.set(key, [...(buses.get(key) ?? []), handover]);
  }
  return [...buses.values()].map((all) => diagnosticOf(edit, all));
}

function diagnosticOf(edit: Edit, all: readonly Handover[]): Diagnostic {
  const events = all.map(({ event }) => event).sort();
  const [first] = all;
  const owner = edit.input.desired.topics.find(({ event }) => event === events[0])?.team ?? "its new owner";
  return {
    code: "handed-over-in-flight",
    severity: "error",
    message: `on ${edit.backend} ${events.join(", ")} would leave the bus ${first?.from} for ${first?.to}, and what is published meanwhile would be lost; if ${owner} is the owner under a new name, add "formerly" to ${owner}; if not, go in three deploys: add "retired: drain" where it was, so that nobody can publish it; move it to ${owner} as it is; remove "retired"`,
    span: spanOf(edit, ...events.map((event) => id("topic", event))),
  };
}
