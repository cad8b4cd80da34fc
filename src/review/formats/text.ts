import picocolors from "picocolors";
import type { Span } from "../../diagnostic.ts";
import { printable, printableSentence } from "../../report/printable.ts";
import type { Change, ChangeDetail, ChangeSeverity } from "../change.ts";
import type { AffectedTeam, Review, ReviewedSide, StackChange } from "../review.ts";
import { SEVERITIES } from "../severity.ts";
import { wayTo } from "./affected-ways.ts";
import { ACTION_WORDS, actionCounts, severityCounts, typeCounts } from "./counts.ts";
import { inert } from "./markdown-code.ts";

type Colors = ReturnType<typeof picocolors.createColors>;

const HEADINGS: Readonly<Record<ChangeSeverity, string>> = {
  dangerous: "dangerous",
  attention: "needs attention",
  safe: "safe",
};

/** For people at a terminal: everything, worst first, with places. */
export function text(review: Review, colors = false): string {
  const paint = picocolors.createColors(colors);
  const { base, head, changes, affected, stacks } = review;
  const blocks = [
    [`${printable(base.label)} → ${printable(head.label)}: ${paint.bold(severityCounts(changes) || "no changes")}`],
    ...[base, head].map(incompleteness),
    ...SEVERITIES.map((severity) => section(severity, changes, paint)),
    affectedLines(affected),
    ...stacks.map(stackLines),
  ];
  const shown = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return withoutCommands(`${shown.join("\n\n")}\n`);
}

/** A runner of GitHub Actions takes a line that begins with two colons for a command, however it is indented. */
function withoutCommands(text: string): string {
  return inert(text).replace(/^([^\S\n]*):(?=:)/gm, "$1\\u{3a}");
}

function incompleteness({ label, present, complete, readable, problems }: ReviewedSide): readonly string[] {
  if (!present) return [`there is no topology file in ${printable(label)}`];
  if (complete) return [];
  return [
    `${printable(label)} has errors; ${readable ? "only what can be read of it is" : "nothing of it can be read, so nothing is"} compared:`,
    ...problems.map((problem) => `  ${printableSentence(problem)}`),
  ];
}

function section(severity: ChangeSeverity, changes: readonly Change[], paint: Colors): readonly string[] {
  const own = changes.filter((change) => change.severity === severity);
  if (own.length === 0) return [];
  const color = { dangerous: paint.red, attention: paint.yellow, safe: paint.green }[severity];
  return [paint.bold(color(HEADINGS[severity])), ...own.flatMap((change) => changeLines(change, paint))];
}

function changeLines({ summary, details, reason, span, side, severity }: Change, paint: Colors): readonly string[] {
  const place = span === undefined ? "" : `  ${paint.dim(placeOf(span, side))}`;
  return [
    `  ${printableSentence(summary)}${place}`,
    ...details.map((one) => `      ${detailText(one)}`),
    ...(severity === "safe" ? [] : [`      ${paint.dim(printableSentence(reason))}`]),
  ];
}

function placeOf({ file, start }: Span, side: Change["side"]): string {
  return `${printable(file)}:${start.line}:${start.column}${side === "base" ? " before" : ""}`;
}

function detailText({ field, from, to }: ChangeDetail): string {
  return `${printable(field)}: ${[from, to]
    .filter((value) => value !== undefined)
    .map(printable)
    .join(" → ")}`;
}

function affectedLines(affected: readonly AffectedTeam[]): readonly string[] {
  if (affected.length === 0) return [];
  return [
    "affected",
    ...affected.map((one) => {
      const { own, names } = wayTo(one);
      const way = [...(own === undefined ? [] : [own.one]), names.map(printable).join(" → ")].join(" ");
      return `  ${printable(one.team)} ${one.depth === 1 ? "directly" : "downstream"}, by ${way}`;
    }),
  ];
}

function stackLines({ stack, backend, compared, problems, resources }: StackChange): readonly string[] {
  const title = `stack ${printable(stack)}${backend === "" ? "" : ` on ${printable(backend)}`}`;
  const created = resources.filter(({ action }) => action === "create");
  return [
    `${title}: ${compared ? actionCounts(resources) : "not compared"}`,
    ...problems.map((problem) => `  error: ${printableSentence(problem)}`),
    ...resources
      .filter(({ action }) => action !== "create")
      .map(({ action, id, properties, reason }) => {
        const what = properties.length > 0 ? ` (${properties.map(printable).join(", ")})` : "";
        return `  ${ACTION_WORDS[action]} ${printable(id)}${what}: ${printableSentence(reason)}`;
      }),
    ...(created.length > 0 ? [`  created: ${printableSentence(typeCounts(created))}`] : []),
  ];
}
