import { type Diagnostic, type Span, startOf } from "../diagnostic.ts";
import { github } from "../report/github.ts";
import { workflowCommand } from "../report/workflow-command.ts";
import type { Change } from "../review/change.ts";

export interface Annotations {
  readonly commands: readonly string[];
  /** How many GitHub would have dropped in silence. */
  readonly leftOut: number;
}

/** GitHub shows ten errors, ten warnings and ten notices of a step (actions/toolkit, docs/problem-matchers.md, "Limitations"). */
const SHOWN_PER_LEVEL = 10;

/**
 * What the reviewer is to see beside the lines: problems as errors and warnings, dangerous changes as warnings, those that need
 * attention as notices. What weighs most comes first, since only so many are shown.
 * @param prefix from the root of the repository, where GitHub looks for files, to where the spans' paths start
 */
export function annotations(
  diagnostics: readonly Diagnostic[],
  changes: readonly Change[],
  prefix: string,
): Annotations {
  const problems = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((one) => one.severity === severity).map((one) => github([moved(one, prefix)]).trimEnd());
  const rated = (severity: Change["severity"], level: string) =>
    changes.filter((one) => one.severity === severity).map((one) => ofChange(one, level, prefix));
  const levels = [
    problems("error"),
    [...rated("dangerous", "warning"), ...problems("warning")],
    rated("attention", "notice"),
  ];
  return {
    commands: levels.flatMap((commands) => commands.slice(0, SHOWN_PER_LEVEL)),
    leftOut: levels.reduce((sum, commands) => sum + Math.max(0, commands.length - SHOWN_PER_LEVEL), 0),
  };
}

function ofChange({ kind, summary, reason, span, side }: Change, level: string, prefix: string): string {
  const place = span === undefined ? {} : placeOf(span, side, prefix);
  return workflowCommand(level, { ...place, title: kind }, `${summary}\n${reason}`);
}

/** What has gone has its place in the base: of that only the file is sure to exist still. */
function placeOf(span: Span, side: Change["side"], prefix: string): Record<string, string | number> {
  const { start, end } = side === "base" ? startOf(span.file) : span;
  return { file: `${prefix}${span.file}`, line: start.line, endLine: end.line };
}

function moved(diagnostic: Diagnostic, prefix: string): Diagnostic {
  const at = (span: Span): Span => ({ ...span, file: `${prefix}${span.file}` });
  return {
    ...diagnostic,
    span: at(diagnostic.span),
    ...(diagnostic.related && {
      related: diagnostic.related.map((place) => ({ ...place, span: at(place.span) })),
    }),
  };
}
