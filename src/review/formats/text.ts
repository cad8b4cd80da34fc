import picocolors from "picocolors";
import type { Span } from "../../diagnostic.ts";
import { printable, printableSentence } from "../../report/printable.ts";
import type { Change, ChangeDetail, ChangeSeverity } from "../change.ts";
import type { AffectedTeam, Review, ReviewedSide, StackChange } from "../review.ts";
import { SEVERITIES } from "../severity.ts";
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
    downstream(affected),
    ...stacks.map(stackLines),
  ];
  const shown = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return inert(`${shown.join("\n\n")}\n`);
}

function incompleteness({ label, present, complete, problems }: ReviewedSide): readonly string[] {
  if (!present) return [`there is no topology file in ${printable(label)}`];
  if (complete) return [];
  return [
    `${printable(label)} has errors; only what can be read of it is compared:`,
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

function downstream(affected: readonly AffectedTeam[]): readonly string[] {
  if (affected.length === 0) return [];
  return [
    "downstream",
    ...affected.map(
      ({ team, depth, through }) =>
        `  ${printable(team)} ${depth === 1 ? "directly" : `after ${depth} steps`}, by ${through.map(printable).join(", ")}`,
    ),
  ];
}

function stackLines({ stack, backend, compared, problems, resources }: StackChange): readonly string[] {
  const title = `stack ${printable(stack)}${backend === "" ? "" : ` on ${backend}`}`;
  const created = resources.filter(({ action }) => action === "create");
  return [
    `${title}: ${compared ? actionCounts(resources) : "not compared"}`,
    ...problems.map((problem) => `  error: ${printableSentence(problem)}`),
    ...resources
      .filter(({ action }) => action !== "create")
      .map(({ action, id, properties, reason }) => {
        const what = properties.length > 0 ? ` (${properties.join(", ")})` : "";
        return `  ${ACTION_WORDS[action]} ${printable(id)}${what}: ${printableSentence(reason)}`;
      }),
    ...(created.length > 0 ? [`  created: ${typeCounts(created)}`] : []),
  ];
}
