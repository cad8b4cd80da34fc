import picocolors from "picocolors";
import { type BudgetEntry, type BudgetGroup, percent, type StackBudgets, worstFirst } from "./budget-entry.ts";
import { printable } from "./printable.ts";
import type { Look } from "./report.ts";
import { wrap } from "./wrap.ts";

type Colors = ReturnType<typeof picocolors.createColors>;

/** From here on, in percent, it is shown as a warning, as validation warns. */
const WARN_FROM = 80;

/** Stands above the limits that do not fill up. */
const CHOSEN = "values that somebody chooses, or that are made to fit: at the limit all is well";

/**
 * For people: what a stack uses of each limit, the worst first. A limit's name, what it counts and who states it, below it
 * a line for each place where it is counted.
 * @param most how many places of each limit are shown
 */
export function budgetTable({ stack, backend, budgets }: StackBudgets, most: number, { colors, width }: Look): string {
  const paint = picocolors.createColors(colors);
  const title = paint.bold(`quotas of the stack ${printable(stack)} on ${printable(backend)}, the fullest first`);
  const groups = worstFirst(budgets, most);
  const firstChosen = groups.find(({ shown: [first] }) => first?.chosen === true && percent(first) <= 100);
  const lines = groups.flatMap((group) => [
    ...(group === firstChosen ? ["", paint.bold(CHOSEN)] : []),
    ...block(group, paint, width),
  ]);
  return `${[title, ...lines].join("\n")}\n`;
}

function block({ shown, hidden }: BudgetGroup, paint: Colors, width: number): readonly string[] {
  const [first] = shown;
  if (first === undefined) return [];
  const { key, what, source, adjustable } = first;
  const about = `${what.replace(/,$/, "")}: ${source}${adjustable ? "; can be raised" : ""}`;
  const [head = "", ...more] = wrap(`${key}  ${printable(about)}`, width, 2);
  const numbers = shown.map(amount);
  const column = Math.max(...numbers.map((text) => text.length));
  const rows = shown.flatMap((budget, index) => row(budget, (numbers[index] ?? "").padStart(column), paint, width));
  return [
    "",
    `${paint.bold(key)}${paint.dim(head.slice(key.length))}`,
    ...more.map(paint.dim),
    ...rows,
    ...(hidden > 0 ? [paint.dim(`${" ".repeat(8)}and ${grouped(hidden)} more below; --quotas all shows them`)] : []),
  ];
}

function row(budget: BudgetEntry, numbers: string, paint: Colors, width: number): readonly string[] {
  const full = percentage(budget).padStart(6);
  const start = `${full}  ${numbers}  `;
  const [first = "", ...more] = wrap(`${start}${printable(budget.scope)}`, width, start.length);
  return [`${colorOf(budget, paint)(full)}${first.slice(full.length)}`, ...more];
}

function amount({ used, limit, usualLimit }: BudgetEntry): string {
  if (limit === undefined) return grouped(used);
  return `${grouped(used)} of ${grouped(limit)}${usualLimit === undefined ? "" : " (stack file)"}`;
}

/** Rounded so that nothing looks full that is not, and nothing that is over looks fitting; what is little is not called nothing. */
function percentage(budget: BudgetEntry): string {
  if (budget.limit === undefined) return "";
  const exact = percent(budget);
  if (exact > 0 && exact < 1) return "<1%";
  return `${exact > 100 ? Math.ceil(exact) : Math.floor(exact)}%`;
}

function colorOf(budget: BudgetEntry, paint: Colors): (text: string) => string {
  if (percent(budget) > 100) return paint.red;
  return percent(budget) >= WARN_FROM && budget.chosen !== true ? paint.yellow : paint.green;
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
