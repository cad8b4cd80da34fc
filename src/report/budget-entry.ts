import type { Span } from "../diagnostic.ts";

/** What there is to say of how much of one limit is used. A backend's `Budget` is one. */
export interface BudgetEntry {
  readonly key: string;
  readonly what: string;
  readonly unit: string;
  readonly scope: string;
  readonly used: number;
  /** Absent for a number that has no limit. */
  readonly limit?: number;
  readonly usualLimit?: number;
  readonly adjustable: boolean;
  /** At the limit all is well. */
  readonly chosen?: true;
  readonly source: string;
  readonly remedy: string;
  readonly span: Span;
}

/** The budgets of one stack. */
export interface StackBudgets {
  readonly stack: string;
  readonly backend: string;
  readonly budgets: readonly BudgetEntry[];
}

/** The budgets of one limit, the fullest first, and how many less full ones were left out. */
export interface BudgetGroup {
  readonly shown: readonly BudgetEntry[];
  readonly hidden: number;
}

/**
 * The worst first: limits that are exceeded, then those that fill up, then those of values that somebody chose, last the
 * numbers without a limit; among alike ones the fullest first.
 * @param most how many of each limit are shown, of a chosen value one unless all are; those above their limit always are
 */
export function worstFirst(budgets: readonly BudgetEntry[], most: number): readonly BudgetGroup[] {
  const groups = new Map<string, BudgetEntry[]>();
  for (const budget of budgets) {
    const group = groups.get(budget.key);
    if (group === undefined) groups.set(budget.key, [budget]);
    else group.push(budget);
  }
  return [...groups.values()]
    .map((group) => group.sort(compare))
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : compare(a, b)))
    .map((group) => {
      const some = group[0]?.chosen === true && most !== Number.POSITIVE_INFINITY ? 1 : most;
      const shown = Math.max(some, group.filter((budget) => percent(budget) > 100).length);
      return { shown: group.slice(0, shown), hidden: Math.max(0, group.length - shown) };
    });
}

/** Of the limit, in percent; 0 where there is none. */
export function percent({ used, limit }: BudgetEntry): number {
  return limit === undefined ? 0 : (used * 100) / limit;
}

function compare(a: BudgetEntry, b: BudgetEntry): number {
  return (
    rank(a) - rank(b) || percent(b) - percent(a) || b.used - a.used || order(a.key, b.key) || order(a.scope, b.scope)
  );
}

function rank(budget: BudgetEntry): number {
  if (percent(budget) > 100) return 0;
  if (budget.limit === undefined) return 3;
  return budget.chosen === true ? 2 : 1;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
