import type { Diagnostic } from "../diagnostic.ts";
import { count } from "../report/summary.ts";
import type { ChangeSeverity } from "../review/change.ts";
import type { FailOn } from "./inputs.ts";

/** How much of what there is. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly changes: number;
  readonly dangerous: number;
  readonly attention: number;
}

export function tallyOf(diagnostics: readonly Diagnostic[], severities: readonly ChangeSeverity[]): Tally {
  const rated = (severity: ChangeSeverity) => severities.filter((one) => one === severity).length;
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  return {
    errors,
    warnings: diagnostics.length - errors,
    changes: severities.length,
    dangerous: rated("dangerous"),
    attention: rated("attention"),
  };
}

/** Why the step fails, as one sentence; undefined when it does not. Errors always fail it: nothing of that would be provisioned. */
export function failureOf({ errors, changes, dangerous, attention }: Tally, failOn: FailOn): string | undefined {
  if (errors > 0) return `the topology has ${count(errors, "error")}`;
  const [number, kind] = {
    never: [0, ""] as const,
    dangerous: [dangerous, "dangerous change"] as const,
    attention: [dangerous + attention, "change that is dangerous or needs attention"] as const,
    any: [changes, "change"] as const,
  }[failOn];
  return number === 0 ? undefined : `fail-on: ${failOn}, and there ${number === 1 ? "is" : "are"} ${number} × ${kind}`;
}
