import type { Change, ChangeSeverity } from "../change.ts";
import type { Review, ReviewedSide } from "../review.ts";
import { SEVERITIES } from "../severity.ts";
import { moreOf, severityCounts } from "./counts.ts";
import { affectedCounts, affectedSection } from "./markdown-affected.ts";
import { type Block, fill, type Group } from "./markdown-budget.ts";
import { changeGroups } from "./markdown-changes.ts";
import { code, htmlCode } from "./markdown-code.ts";
import { pictureSection } from "./markdown-picture.ts";
import { escaped, problemText } from "./markdown-sentence.ts";
import { stackCounts, stacksSection } from "./markdown-stacks.ts";
import { summaryGroups } from "./markdown-summary.ts";

/** GitHub takes 65,536 characters as a comment; some room is left for what others put around it. */
const LIMIT = 65_000;
const MOST_PROBLEMS = 5;
/** With so few changes there is nothing to fold away. */
const OPEN_UP_TO = 12;
const SIGNS: Readonly<Record<ChangeSeverity, string>> = { dangerous: "🔴", attention: "🟠", safe: "🟢" };
const HEADINGS: Readonly<Record<ChangeSeverity, string>> = {
  dangerous: "Dangerous",
  attention: "Needs attention",
  safe: "Safe",
};
/** What stands below the list of changes may take this share. */
const CLOSING_SHARE = 0.5;
/** Of what is left for the list of changes, dangerous ones may take this share before the teams' own lists begin. */
const DANGEROUS_SHARE = 0.6;

/** One comment of a pull request: what is dangerous first, then team by team, then the cloud; never longer than GitHub takes. */
export function markdown(review: Review): string {
  const { base, head, changes, affected, stacks, picture } = review;
  const opening = [
    `## ${title(review)}\n\n`,
    `${code(base.label)} → ${code(head.label)}\n\n`,
    ...[base, head].map(incompleteness),
  ].join("");
  const closing = fitting(LIMIT * CLOSING_SHARE, [
    [affectedSection(affected), affectedCounts(affected)],
    [stacksSection(stacks), stackCounts(stacks)],
    [pictureSection(picture)],
  ]);
  const cut = cutNote(changes.length);
  const room = LIMIT - opening.length - closing.length - cut.length - 100;

  if (changes.length <= OPEN_UP_TO) {
    const { text, leftOut } = fill(
      SEVERITIES.flatMap((severity) => severityBlock(severity, changes, changeGroups)),
      room,
    );
    return comment(opening, text, leftOut > 0 ? cutNote(leftOut) : "", closing);
  }
  const dangerous = changes.filter(({ severity }) => severity === "dangerous");
  const isOpen = dangerous.length <= OPEN_UP_TO;
  const top = fill(severityBlock("dangerous", changes, isOpen ? changeGroups : summaryGroups), room * DANGEROUS_SHARE);
  // Beyond that they are only counted above, and each stands with its team.
  const rest = isOpen ? changes.slice(dangerous.length - top.leftOut) : changes;
  const folds = fill(teamBlocks(rest, !isOpen), room - top.text.length);
  const byTeam =
    folds.text === "" ? "" : `### ${isOpen && top.text !== "" ? "The rest, by team" : "By team"}\n\n${folds.text}`;
  return comment(opening, top.text, byTeam, folds.leftOut > 0 ? cutNote(folds.leftOut) : "", closing);
}

/** Of each section the most telling form that still fits, the first section first; a section of which none fits is left out. */
function fitting(room: number, sections: readonly (readonly string[])[]): string {
  return sections.reduce((text, forms) => text + (forms.find((form) => text.length + form.length <= room) ?? ""), "");
}

function title({ base, head, changes }: Review): string {
  if (!base.readable || !head.readable) return "❌ Topology: cannot be compared";
  const [worst] = changes;
  return worst === undefined ? "Topology: no changes" : `${SIGNS[worst.severity]} Topology: ${severityCounts(changes)}`;
}

function comment(...parts: readonly string[]): string {
  return `${parts.join("").trimEnd()}\n`;
}

function incompleteness({ label, present, complete, readable, problems }: ReviewedSide): string {
  if (!present) return `There is no topology file in ${code(label)}.\n\n`;
  if (complete) return "";
  const lines = [
    "[!WARNING]",
    readable
      ? `${code(label)} has errors. Only what can be read of it is compared: what seems added or removed may be what could not be read.`
      : `${code(label)} has errors. Nothing of it can be read, so nothing is compared.`,
    ...problems.slice(0, MOST_PROBLEMS).map((problem) => `- ${problemText(problem)}`),
    ...(problems.length > MOST_PROBLEMS ? [`- ${moreOf(problems.length - MOST_PROBLEMS, "error")}`] : []),
  ];
  return `${lines.map((line) => `> ${line}\n`).join("")}\n`;
}

function severityBlock(
  severity: ChangeSeverity,
  changes: readonly Change[],
  groupsOf: (changes: readonly Change[], sign: () => string) => readonly Group[],
): readonly Block[] {
  const own = changes.filter((change) => change.severity === severity);
  if (own.length === 0) return [];
  return [{ open: `### ${SIGNS[severity]} ${HEADINGS[severity]}\n\n`, groups: groupsOf(own, () => ""), close: "" }];
}

/** @param isDangerExplained tells that why something is dangerous stands above already */
function teamBlocks(changes: readonly Change[], isDangerExplained: boolean): readonly Block[] {
  const teams = new Map<string, Change[]>();
  for (const change of changes) {
    const own = teams.get(change.team);
    if (own === undefined) teams.set(change.team, [change]);
    else own.push(change);
  }
  const sorted = [...teams].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([team, own]) => ({
    open: `<details><summary>${team === "" ? "Of no team" : htmlCode(team)}: ${severityCounts(own)}</summary>\n\n`,
    groups: changeGroups(
      own,
      ({ severity }) => `${SIGNS[severity]} `,
      (change) => isDangerExplained && change?.severity === "dangerous",
    ),
    close: "</details>\n\n",
  }));
}

function cutNote(leftOut: number): string {
  return `**${escaped(moreOf(leftOut, "change"))} did not fit into this comment.** ${code("topology diff --format text")} tells all.\n\n`;
}
