import type { ChangeSeverity } from "./change.ts";

/** From worst to harmless. */
export const SEVERITIES: readonly ChangeSeverity[] = ["dangerous", "attention", "safe"];

/** How bad: 0 is the worst, so that sorting by it puts danger first. */
export function rank(severity: ChangeSeverity): number {
  return SEVERITIES.indexOf(severity);
}

/** The worst of these; `safe` when there is none. */
export function worst(severities: readonly ChangeSeverity[]): ChangeSeverity {
  return SEVERITIES.find((severity) => severities.includes(severity)) ?? "safe";
}
