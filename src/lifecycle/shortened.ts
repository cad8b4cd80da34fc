import type { Diagnostic } from "../diagnostic.ts";
import { type Edit, queueName, spanOf } from "./edit.ts";
import { subjectOf } from "./subject.ts";

/** How long a queue keeps messages, as each cloud has it: seconds, also written `600s`. */
const RETENTION = ["messageRetentionSeconds", "messageRetentionDuration"];

/** Warnings for queues that keep messages for a shorter time from now on: what waits longer is dropped by the cloud. */
export function shortened(edit: Edit): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const fate of edit.fates) {
    if (fate.kind !== "in-place") continue;
    const { before, after } = fate;
    const subject = subjectOf(after.id);
    if (subject.kind !== "queue" && subject.kind !== "feed") continue;
    const name = queueName(edit, subject);
    for (const property of fate.changed.filter((changed) => RETENTION.includes(changed))) {
      const [from, to] = [secondsOf(before.properties[property]), secondsOf(after.properties[property])];
      if (from === undefined || to === undefined || to >= from || found.has(name)) continue;
      found.set(name, {
        code: "shorter-retention",
        severity: "warning",
        message: `${name} keeps messages for ${to} seconds instead of ${from}; those that have waited longer are dropped when this is deployed`,
        span: spanOf(edit, after.id),
      });
    }
  }
  return [...found.values()];
}

function secondsOf(value: unknown): number | undefined {
  const seconds = Number(String(value ?? "").replace(/s$/, ""));
  return value === undefined || Number.isNaN(seconds) ? undefined : seconds;
}
