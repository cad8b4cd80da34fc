import type { Change } from "../change.ts";
import type { AffectedTeam, Review, ReviewedSide } from "../review.ts";
import { moreOf, severityCounts } from "./counts.ts";
import { type Block, fill } from "./markdown-budget.ts";
import { changeLines } from "./markdown-changes.ts";
import { code, htmlCode } from "./markdown-code.ts";
import { pictureSection } from "./markdown-picture.ts";
import { escaped, sentence } from "./markdown-sentence.ts";
import { stacksSection } from "./markdown-stacks.ts";

/** GitHub takes 65,536 characters as a comment; some room is left for what others put around it. */
const LIMIT = 65_000;
const MOST_AFFECTED = 30;
const MOST_PROBLEMS = 5;
/** With so few changes there is nothing to fold away. */
const OPEN_UP_TO = 12;
/** Of what is left for the list of changes, dangerous ones may take this share before the teams' own lists begin. */
const DANGEROUS_SHARE = 0.6;

/** One comment of a pull request: what is dangerous first, then team by team, then the cloud; never longer than GitHub takes. */
export function markdown(review: Review): string {
  const { base, head, changes, affected, stacks, picture } = review;
  const opening = [
    `## Topology: ${severityCounts(changes) || "no changes"}\n\n`,
    `${code(base.label)} → ${code(head.label)}\n\n`,
    ...[base, head].map(incompleteness),
  ].join("");
  const closing = [downstream(affected), stacksSection(stacks), pictureSection(picture)].join("");
  const cut = cutNote(changes.length);
  const room = LIMIT - opening.length - closing.length - cut.length - 100;

  const dangerous = changes.filter(({ severity }) => severity === "dangerous");
  const top = fill(dangerousBlocks(dangerous), room * DANGEROUS_SHARE);
  const shown = dangerous.length - top.leftOut;
  const rest = changes.slice(shown);
  const folds = fill(teamBlocks(rest, changes.length <= OPEN_UP_TO), room - top.text.length);
  const byTeam = folds.text === "" ? "" : `### ${shown > 0 ? "The rest, by team" : "By team"}\n\n${folds.text}`;
  return `${opening}${top.text}${byTeam}${folds.leftOut > 0 ? cutNote(folds.leftOut) : ""}${closing}`
    .trimEnd()
    .concat("\n");
}

function incompleteness({ label, present, complete, problems }: ReviewedSide): string {
  if (!present) return `There is no topology file in ${code(label)}.\n\n`;
  if (complete) return "";
  const lines = [
    "[!WARNING]",
    `${code(label)} has errors. Only what can be read of it is compared: what seems added or removed may be what could not be read.`,
    ...problems.slice(0, MOST_PROBLEMS).map((problem) => `- ${code(problem)}`),
    ...(problems.length > MOST_PROBLEMS ? [`- ${moreOf(problems.length - MOST_PROBLEMS, "error")}`] : []),
  ];
  return `${lines.map((line) => `> ${line}\n`).join("")}\n`;
}

function dangerousBlocks(dangerous: readonly Change[]): readonly Block[] {
  if (dangerous.length === 0) return [];
  const lines = changeLines(dangerous, ({ reason }) => `\n${sentence(reason, [])}\n`);
  return [{ open: "### 🔴 Dangerous\n", lines, close: "\n" }];
}

function teamBlocks(changes: readonly Change[], isOpen: boolean): readonly Block[] {
  const teams = new Map<string, Change[]>();
  for (const change of changes) teams.set(change.team, [...(teams.get(change.team) ?? []), change]);
  const sorted = [...teams].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([team, own]) => ({
    open: `<details${isOpen ? " open" : ""}><summary>${team === "" ? "The organization" : htmlCode(team)}: ${severityCounts(own)}</summary>\n`,
    lines: changeLines(own, headingOf),
    close: "\n</details>\n\n",
  }));
}

function headingOf({ severity, reason }: Change): string {
  if (severity === "safe") return "\n🟢 Safe:\n";
  return `\n${severity === "dangerous" ? "🔴 Dangerous" : "🟠 Needs attention"}: ${sentence(reason, [])}\n`;
}

function downstream(affected: readonly AffectedTeam[]): string {
  if (affected.length === 0) return "";
  const depths = [...new Set(affected.map(({ depth }) => depth))];
  const lines = depths.map((depth) => {
    const teams = affected.filter((one) => one.depth === depth);
    const names = teams
      .slice(0, MOST_AFFECTED)
      .map(
        ({ team, through }) =>
          `${code(team)} (by ${through.slice(0, 3).map(code).join(", ")}${through.length > 3 ? ", …" : ""})`,
      );
    const more = teams.length > MOST_AFFECTED ? `, ${moreOf(teams.length - MOST_AFFECTED, "team")}` : "";
    return `- ${depth === 1 ? "directly" : `after ${depth} steps`}: ${names.join(", ")}${more}\n`;
  });
  return `### Downstream\n\nWho consumes what changes, and then what those publish in turn:\n\n${lines.slice(0, 6).join("")}\n`;
}

function cutNote(leftOut: number): string {
  return `**${escaped(moreOf(leftOut, "change"))} did not fit into this comment.** ${code("topology diff --format text")} tells all.\n\n`;
}
