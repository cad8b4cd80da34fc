import { stackFilePath } from "../backends/stack-files.ts";
import { printableSentence } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { type ReviewFormat, reviewFormats } from "../review/formats/formats.ts";
import type { Review } from "../review/review.ts";
import type { ReviewedRevisions, Revision } from "../review/review-revisions.ts";
import { rank } from "../review/severity.ts";
import type { CliContext } from "./context.ts";
import { everyChange } from "./every-change.ts";
import { UnknownRevision } from "./git-revision.ts";
import { lookOf } from "./look.ts";
import { revisions } from "./revisions.ts";

export interface DiffOptions {
  readonly file?: string;
  readonly mergeBase?: boolean;
  readonly stack?: readonly string[];
  /** False for `--no-stacks`. */
  readonly stacks: boolean;
  readonly format: ReviewFormat;
  readonly failOn?: "dangerous" | "attention" | "any";
}

/**
 * `topology diff`: exit code 1 when a revision is not there, when the head has errors, and when there is a change as bad
 * as `--fail-on`.
 */
export async function diff(
  base: string | undefined,
  head: string | undefined,
  options: DiffOptions,
  context: CliContext,
): Promise<void> {
  try {
    const { review, head: after } = await compare(base, head, options, context);
    const look = { colors: lookOf(context.stdout, context.env).colors, file: after.revision.file };
    context.stdout.write(reviewFormats[options.format](review, look));
    tell(review, options.failOn, context);
  } catch (error) {
    if (!(error instanceof UnknownRevision)) throw error;
    context.stderr.write(`error: ${printableSentence(error.message)}\nhelp: ${printableSentence(error.remedy)}\n`);
    context.setExitCode(1);
  }
}

async function compare(
  base: string | undefined,
  head: string | undefined,
  options: DiffOptions,
  context: CliContext,
): Promise<ReviewedRevisions> {
  const sides = await revisions(base, head, options, context.cwd);
  return everyChange(sides.base, sides.head, await chosenStacks(options, sides.head));
}

async function chosenStacks({ stack, stacks }: DiffOptions, head: Revision): Promise<readonly string[]> {
  if (!stacks) return [];
  if (stack !== undefined) return stack.map(stackFilePath);
  // What clouds need is loaded only where stacks are looked at, for a fast start.
  return (await import("../review/stack-files.ts")).stackFilesOf(head);
}

function tell({ head, changes }: Review, failOn: DiffOptions["failOn"], context: CliContext): void {
  if (!head.complete) {
    context.stderr.write(`error: ${printableSentence(head.label)} has ${count(head.problems.length, "error")}\n`);
    context.setExitCode(1);
  }
  if (failOn === undefined) return;
  const limit = rank(failOn === "any" ? "safe" : failOn);
  const bad = changes.filter(({ severity }) => rank(severity) <= limit);
  if (bad.length === 0) return;
  context.stderr.write(
    `error: --fail-on is ${failOn}, and there ${bad.length === 1 ? "is" : "are"} ${count(bad.length, "such change")}\n`,
  );
  context.setExitCode(1);
}
