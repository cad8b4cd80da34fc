import type { StackOutcome } from "../automation/operate.ts";
import type { Operation } from "../automation/stack-engine.ts";
import { printable } from "../report/printable.ts";
import { count } from "../report/summary.ts";

const WORDS: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  same: "unchanged",
};
/** Lines of the engine that are shown for one stack. */
const MOST_LINES = 30;

/** One line for a run that has ended. @param targets number of resources that it was limited to */
export function lineOf({ stack, kind, seconds, changes }: StackOutcome, targets?: number): string {
  const mark = kind === "failed" ? "✗" : "✓";
  const what = kind === "failed" ? "failed" : changesInWords(changes);
  const first = targets === undefined ? "" : ` first ${count(targets, "resource")}:`;
  return `${mark} ${printable(stack)}${first} ${what} (${seconds.toFixed(1)} s)\n`;
}

/** Why a stack is not where it should be, and what to do; nothing for the others. */
export function failureText({ stack, failure, waitsFor }: StackOutcome): string {
  if (failure !== undefined) {
    const lines = failure.lines.slice(0, MOST_LINES).map((line) => `  ${printable(line)}\n`);
    const more = failure.lines.length > MOST_LINES ? `  … ${failure.lines.length - MOST_LINES} more lines\n` : "";
    return `error: ${printable(stack)} failed: ${printable(failure.reason)}\n${lines.join("")}${more}help: ${printable(failure.remedy)}\n`;
  }
  if (waitsFor === undefined) return "";
  const on = waitsFor.on.length === 0 ? "what it needs" : waitsFor.on.map(printable).join(", ");
  return `error: ${printable(stack)} was left as it is: it needs ${on}, which ${printable(waitsFor.stack)} has not made\n`;
}

export function summaryOf(operation: Operation, outcomes: readonly StackOutcome[], seconds: number): string {
  const total: Record<string, number> = {};
  for (const { changes } of outcomes)
    for (const [op, number] of Object.entries(changes)) total[op] = (total[op] ?? 0) + number;
  const kinds = [
    ["done", operation === "preview" ? "with changes" : "done"],
    ["up-to-date", "up to date already"],
    ["failed", "failed"],
    ["blocked", "not begun"],
  ] as const;
  const parts = kinds.flatMap(([kind, word]) => {
    const number = outcomes.filter((one) => one.kind === kind).length;
    return number === 0 ? [] : [`${number} ${word}`];
  });
  const states = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return `${operation}: ${count(outcomes.length, "stack")}${states}, ${changesInWords(total)}, ${seconds.toFixed(1)} s\n`;
}

function changesInWords(changes: Readonly<Record<string, number>>): string {
  const parts = Object.entries(changes).flatMap(([op, number]) =>
    op === "refresh" ? [] : [`${number} ${WORDS[op] ?? op}`],
  );
  return parts.length === 0 ? "nothing to change" : parts.join(", ");
}
