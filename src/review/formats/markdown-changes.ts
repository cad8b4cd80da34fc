import type { Change, ChangeDetail } from "../change.ts";
import { code } from "./markdown-code.ts";
import { namesIn, sentence } from "./markdown-sentence.ts";

/**
 * One line for each change, where those of the same reason stand together below it; a line may begin with the heading of
 * its group. Safe ones need no reason.
 */
export function changeLines(changes: readonly Change[], heading: (first: Change) => string): readonly string[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = change.severity === "safe" ? "safe" : `${change.severity} ${change.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()].flatMap((group) =>
    group.map((change, index) => `${index === 0 ? `${heading(change)}\n` : ""}${changeLine(change)}`),
  );
}

function changeLine(change: Change): string {
  const details = change.details.map(detailText).join("; ");
  return `- ${sentence(change.summary, namesIn(change))}${details === "" ? "" : ` (${details})`}\n`;
}

function detailText({ field, from, to }: ChangeDetail): string {
  const values = [from, to].filter((value) => value !== undefined).map(code);
  return `${sentence(field, [])} ${values.join(" → ")}`;
}
