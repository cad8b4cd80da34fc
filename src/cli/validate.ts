import { hasErrors } from "../diagnostic.ts";
import { type Files, nodeFiles } from "../files.ts";
import { type FormatName, formats } from "../report/formats.ts";
import { printable } from "../report/printable.ts";
import { count, summary } from "../report/summary.ts";
import { type Contents, contentsOf } from "../topology/contents.ts";
import type { Checked } from "./check.ts";
import type { CliContext } from "./context.ts";
import { everyProblem } from "./every-problem.ts";
import { lookOf } from "./look.ts";
import type { FoundStack } from "./stacks.ts";

export interface ValidateOptions {
  readonly file?: string;
  readonly backend?: string;
  readonly stack?: string;
  readonly policy?: string | false;
  readonly format: FormatName;
  /** True for the usual number of lines. */
  readonly quotas?: true | number;
  readonly maxWarnings?: number;
}

/** `topology validate`: exit code 1 when there is an error, or more warnings than `--max-warnings`. */
export async function validate(options: ValidateOptions, context: CliContext): Promise<void> {
  const files = nodeFiles(context.cwd);
  const checked = await everyProblem(options, await stacksOf(options, files), files, context.cwd);
  const { diagnostics, sources } = checked;
  if (options.format === "text") {
    if (diagnostics.length > 0)
      context.stderr.write((await formats.text())(diagnostics, sources, lookOf(context.stderr, context.env)));
    if (!hasErrors(diagnostics)) context.stdout.write(fine(checked));
    if (options.quotas !== undefined)
      context.stdout.write((await quotas()).quotaTables(checked, options.quotas, context));
  } else if (options.quotas !== undefined) {
    context.stdout.write((await quotas()).quotaJson(checked, options.quotas));
  } else {
    context.stdout.write((await formats[options.format]())(diagnostics, sources));
  }
  if (hasErrors(diagnostics)) context.setExitCode(1);
  else tellTooManyWarnings(diagnostics.length, options.maxWarnings, context);
}

/** The backends are loaded only for who asks about a stack, for a fast start. */
async function stacksOf(options: ValidateOptions, files: Files): Promise<readonly FoundStack[]> {
  if (options.quotas !== undefined) return (await quotas()).stacksWithQuotas(options, files);
  if (options.stack === undefined && options.backend === undefined) return [];
  return (await import("./stacks.ts")).chooseStacks(options, files);
}

const quotas = () => import("./validate-quotas.ts");

function tellTooManyWarnings(warnings: number, limit: number | undefined, context: CliContext): void {
  if (limit === undefined || warnings <= limit) return;
  context.stderr.write(`error: ${count(warnings, "warning")}, and --max-warnings allows ${limit}\n`);
  context.setExitCode(1);
}

/** One line for each topology: what it holds, where it was checked for. */
function fine({ subjects, diagnostics }: Checked): string {
  return subjects
    .map(({ file, compiled, stacks }) => {
      const holds = compiled.declared === undefined ? "" : `${contents(contentsOf(compiled.declared.topology))}, `;
      const where = stacks.map((stack) => ` ${stack.backend?.name} (stack ${stack.name})`).join(",");
      return `${printable(file)}: ${holds}${summary(diagnostics)}${where === "" ? "" : ` on${where}`}\n`;
    })
    .join("");
}

function contents({ teams, events, subscriptions }: Contents): string {
  return [count(teams, "team"), count(events, "event"), count(subscriptions, "subscription")].join(", ");
}
