import { approvals } from "../owners/approvals.ts";
import { approvalsText } from "../owners/owners-text.ts";
import { printable, printableJson, printableSentence } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { readSide } from "../review/read-side.ts";
import type { Side } from "../review/side.ts";
import type { CliContext } from "./context.ts";
import { UnknownRevision } from "./git-revision.ts";
import { revisions } from "./revisions.ts";

export interface ChangeOptions {
  readonly base: string;
  /** The working tree when undefined. */
  readonly head?: string;
  readonly mergeBase?: boolean;
  readonly file?: string;
  readonly format: "text" | "json";
}

/**
 * `topology owners BASE HEAD`: who must approve the change. Exit code 1 when a revision is not there or the head has
 * errors, since then somebody may be missing.
 */
export async function tellApprovals(options: ChangeOptions, context: CliContext): Promise<void> {
  try {
    const sides = await revisions(options.base, options.head, options, context.cwd);
    const [base, head] = await Promise.all(
      [sides.base, sides.head].map(({ label, file, files }) => readSide(label, file, files)),
    );
    if (base === undefined || head === undefined) throw new Error("two revisions are two sides");
    const needed = approvals(base.desired, head.desired);
    context.stdout.write(
      options.format === "json" ? printableJson({ version: 1, approvals: needed }) : approvalsText(needed),
    );
    for (const side of [base, head]) tellErrors(side, context);
    if (!head.complete || !head.present) context.setExitCode(1);
  } catch (error) {
    if (!(error instanceof UnknownRevision)) throw error;
    context.stderr.write(`error: ${printableSentence(error.message)}\nhelp: ${printableSentence(error.remedy)}\n`);
    context.setExitCode(1);
  }
}

function tellErrors({ label, present, complete, diagnostics }: Side, { stderr }: CliContext): void {
  if (!present) stderr.write(`note: there is no topology in ${printable(label)}\n`);
  if (complete) return;
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  stderr.write(`note: ${printable(label)} has ${count(errors, "error")}; only what could be read is compared\n`);
}
