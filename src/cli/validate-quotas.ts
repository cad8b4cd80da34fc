import type { Files } from "../document/files.ts";
import type { StackBudgets } from "../report/budget-entry.ts";
import { budgetTable } from "../report/budget-table.ts";
import type { FormatName } from "../report/formats.ts";
import { jsonWithBudgets } from "../report/json.ts";
import { stackFilesOf } from "../review/stack-files.ts";
import { type Checked, DEFAULT_FILE } from "./check.ts";
import type { CliContext } from "./context.ts";
import { lookOf } from "./look.ts";
import { chooseStacks, type FoundStack } from "./stacks.ts";
import { WrongUse } from "./wrong-use.ts";

/** Places shown of each limit, unless the command line says how many. */
const USUAL = 3;
/** Columns of a table where nobody knows how many there are, and the least and the most that it is made for. */
const WIDTH = { usual: 80, least: 60, most: 120 } as const;

interface Asked {
  readonly file?: string;
  readonly stack?: string;
  readonly backend?: string;
  readonly format: FormatName;
}

/**
 * The stacks whose quotas are asked for: those that are chosen, else all that run the topology, since limits are those of
 * a cloud.
 * @throws WrongUse when there is none, or the format has no place for quotas.
 */
export async function stacksWithQuotas(options: Asked, files: Files): Promise<readonly FoundStack[]> {
  if (options.format !== "text" && options.format !== "json")
    throw new WrongUse(`--format ${options.format} has no place for quotas; use text or json, or leave --quotas out`);
  if (options.stack !== undefined || options.backend !== undefined) return chooseStacks(options, files);
  const found = await stackFilesOf({ label: "", files, file: options.file ?? DEFAULT_FILE });
  if (found.length === 0)
    throw new WrongUse(
      "--quotas needs a stack, since limits are those of a cloud: none of the files stacks/Pulumi.<name>.yaml runs this topology",
    );
  const names = found.map((path) => path.replace(/^.*Pulumi\.(.+)\.yaml$/, "$1"));
  return (await Promise.all(names.map((stack) => chooseStacks({ stack }, files)))).flat();
}

/** A table for each stack; nothing for a stack with errors of its own, or with a topology that has some. */
export function quotaTables(checked: Checked, quotas: true | number, { stdout, env }: CliContext): string {
  const width = Math.min(Math.max(stdout.columns ?? WIDTH.usual, WIDTH.least), WIDTH.most);
  const look = { ...lookOf(stdout, env), width };
  return budgetsOf(checked)
    .map((stack) => `\n${budgetTable(stack, linesOf(quotas), look)}`)
    .join("");
}

/** The problems and the budgets, in the shape of `schemas/diagnostics.schema.json`. */
export function quotaJson(checked: Checked, quotas: true | number): string {
  return jsonWithBudgets(checked.diagnostics, budgetsOf(checked), linesOf(quotas));
}

function budgetsOf({ deployments }: Checked): readonly StackBudgets[] {
  return deployments.map(({ backend, input }) => ({
    stack: input.stack.stack,
    backend: backend.name,
    budgets: backend.budgets(input),
  }));
}

function linesOf(quotas: true | number): number {
  return quotas === true ? USUAL : quotas;
}
