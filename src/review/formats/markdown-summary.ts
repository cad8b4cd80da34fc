import type { Change, ChangeKind } from "../change.ts";
import { moreOf } from "./counts.ts";
import type { Group } from "./markdown-budget.ts";
import { byReason, detailsOf, reasonBelow } from "./markdown-changes.ts";
import { code } from "./markdown-code.ts";

/** Where there are many: of one and of several. */
const WORDS: Readonly<Record<ChangeKind, readonly [one: string, several: string]>> = {
  "organization-changed": ["organization renamed", "organizations renamed"],
  "reviewers-changed": ["change of reviewers", "changes of reviewers"],
  "stack-moved": ["stack moved", "stacks moved"],
  "protection-changed": ["change of protection", "changes of protection"],
  "team-added": ["team joins", "teams join"],
  "team-removed": ["team leaves", "teams leave"],
  "team-renamed": ["team renamed", "teams renamed"],
  "team-moved": ["team moves to another place", "teams move to another place"],
  "team-contact-changed": ["change of contact", "changes of contacts"],
  "event-added": ["event added", "events added"],
  "event-removed": ["event removed", "events removed"],
  "event-retired": ["event retired", "events retired"],
  "event-changed": ["event changed", "events changed"],
  "event-owner-changed": ["event moved to another team", "events moved to other teams"],
  "event-access-widened": ["event opened to more teams", "events opened to more teams"],
  "event-access-narrowed": ["event open to fewer teams", "events open to fewer teams"],
  "event-approval-changed": ["change of approval", "changes of approval"],
  "event-description-changed": ["description changed", "descriptions changed"],
  "event-schema-path-changed": ["change of a schema's file", "changes of schemas' files"],
  "event-schema-changed": ["schema changed", "schemas changed"],
  "subscription-added": ["queue added", "queues added"],
  "subscription-removed": ["queue removed", "queues removed"],
  "subscription-retired": ["queue retired", "queues retired"],
  "subscription-changed": ["queue changed", "queues changed"],
  "grant-widened": ["team with more identities", "teams with more identities"],
  "grant-narrowed": ["team with fewer identities", "teams with fewer identities"],
};

const MOST_NAMES = 6;

/** One line for all changes of a kind for the same reason: how many, what they have in common, and the first by name. */
export function summaryGroups(changes: readonly Change[]): readonly Group[] {
  return byReason(changes).map((group) => {
    const kinds = new Map<ChangeKind, Change[]>();
    for (const change of group) {
      const same = kinds.get(change.kind);
      if (same === undefined) kinds.set(change.kind, [change]);
      else same.push(change);
    }
    const lines = [...kinds.values()].map((same) => ({ text: summaryLine(same), changes: 0 }));
    return { lines, close: reasonBelow(group) };
  });
}

function summaryLine(changes: readonly Change[]): string {
  const [first] = changes;
  if (first === undefined) return "";
  const [one, several] = WORDS[first.kind];
  const names = changes.slice(0, MOST_NAMES).map(({ id }) => code(id.slice(id.indexOf(":") + 1)));
  const more = changes.length > MOST_NAMES ? ` and ${moreOf(changes.length - MOST_NAMES, "change")}` : "";
  return `- **${changes.length}** ${changes.length === 1 ? one : several}${common(changes)}: ${names.join(", ")}${more}\n`;
}

/** The details, where all have the same. */
function common(changes: readonly Change[]): string {
  const [first, ...others] = new Set(changes.map((change) => detailsOf(change).join("; ")));
  return first === undefined || first === "" || others.length > 0 ? "" : ` (${first})`;
}
