import type { Change, ChangeDetail } from "../change.ts";
import type { Group } from "./markdown-budget.ts";
import { codeWithin } from "./markdown-code.ts";
import { namesIn, sentence } from "./markdown-sentence.ts";

/** What is said in the summary already. */
const TOLD: Readonly<Partial<Record<Change["kind"], readonly string[]>>> = {
  "event-owner-changed": ["owner"],
  "team-renamed": ["name"],
  "subscription-changed": ["events", "name"],
};
/** Spelled as in the file. */
const KEYS = ["retired: drain", "formerly"];
/** Beyond this a line with its details is not read any more, so each gets a line of its own. */
const LONGEST_INLINE = 90;
/** What is to be copied is whole. */
const LONGEST_VALUE = 2_000;

/**
 * One line for each change, in groups of the same reason, which stands below. Safe ones need none.
 * @param sign what a line begins with
 * @param isExplained tells that the reason stands elsewhere
 */
export function changeGroups(
  changes: readonly Change[],
  sign: (change: Change) => string,
  isExplained: (change: Change | undefined) => boolean = () => false,
): readonly Group[] {
  return byReason(changes).map((group) => ({
    lines: group.map((change) => ({ text: changeLine(change, sign(change)), changes: 1 })),
    close: isExplained(group[0]) ? "\n" : reasonBelow(group),
  }));
}

/** Changes of the same severity for the same reason, in the order of the first of each; safe ones are one group. */
export function byReason(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = change.severity === "safe" ? "" : `${change.severity} ${change.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}

export function reasonBelow([first]: readonly Change[]): string {
  return first === undefined || first.severity === "safe" ? "\n" : `\n> ${sentence(first.reason, KEYS)}\n\n`;
}

function changeLine(change: Change, sign: string): string {
  const summary = `- ${sign}${sentence(change.summary, namesIn(change))}`;
  const details = detailsOf(change);
  const inline = details.join("; ");
  if (details.length === 0) return `${summary}\n`;
  if (details.length === 1 && inline.length <= LONGEST_INLINE) return `${summary} (${inline})\n`;
  return `${summary}\n${details.map((detail) => `  - ${detail}\n`).join("")}`;
}

/** Without what the summary says. */
export function detailsOf({ kind, details }: Change): readonly string[] {
  return details.filter(({ field }) => TOLD[kind]?.includes(field) !== true).map(detailText);
}

function detailText({ field, from, to }: ChangeDetail): string {
  // What became of a schema is told in sentences.
  if (from === undefined && to !== undefined && /^(breaks|compatible)/.test(field))
    return `${sentence(field, [])}: ${sentence(to, [])}`;
  const values = [from, to].filter((value) => value !== undefined).map((value) => codeWithin(LONGEST_VALUE, value));
  return `${sentence(field, [])} ${values.join(" → ")}`;
}
