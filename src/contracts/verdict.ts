import type { ChangeSeverity } from "../review/change.ts";
import type { Compatibility } from "../topology/topology.ts";
import type { SchemaChange } from "./compare/schema-change.ts";

export interface ToJudge {
  readonly changes: readonly SchemaChange[];
  /** What the event says of its schema. The old promise counts: consumers were built for it. */
  readonly promise: { readonly from: Compatibility; readonly to: Compatibility };
  /** Teams that consume the event before and after. */
  readonly consumers: readonly string[];
  /** Teams that agreed to exactly this schema. */
  readonly agreed: readonly string[];
}

export interface Verdict {
  readonly severity: ChangeSeverity;
  readonly reason: string;
  readonly breaksPromise: boolean;
  /** Consumers whose agreement is missing. */
  readonly missing: readonly string[];
}

const FORWARD =
  "Consumers that exist, with the schema they were built for, cannot read all of the new data. Publish it as a new event, or let the consumers agree.";
const BACKWARD =
  "Who moves to the new schema cannot read all of the old data, which may still be in queues and dead-letter queues. Publish it as a new event, or let the consumers agree.";
const BOTH =
  "Neither can consumers that exist read all of the new data, nor those that move to the new schema all of the old. Publish it as a new event, or let the consumers agree.";
const AGREED = "It breaks what the event promised, and all its consumers agreed to this schema.";
const NOBODY = "It breaks what the event promised, but nobody consumes it before and after the change.";
const NOT_PROMISED =
  "It breaks nothing that the event promised, but who reads new data with the old schema, or old data with the new one, can fail.";
const LESS = "The event promises less of its schema from now on; this change is still judged by the old promise.";
const FINE = "Consumers can read the data with either schema.";

/** How bad a change of a schema is for those who consume the event. */
export function verdictOf({ changes, promise, consumers, agreed }: ToJudge): Verdict {
  const breaks = {
    backward: changes.some((change) => change.breaks.backward),
    forward: changes.some((change) => change.breaks.forward),
  };
  const [old, next] = [waysOf(promise.from), waysOf(promise.to)];
  const broken = old.filter((way) => breaks[way]);
  if (broken.length === 0) {
    if (old.some((way) => !next.includes(way))) return { severity: "attention", reason: LESS, ...KEPT };
    const isFine = !breaks.backward && !breaks.forward;
    return { severity: isFine ? "safe" : "attention", reason: isFine ? FINE : NOT_PROMISED, ...KEPT };
  }
  const missing = consumers.filter((team) => !agreed.includes(team));
  if (missing.length > 0)
    return {
      severity: "dangerous",
      reason: broken.length > 1 ? BOTH : broken[0] === "forward" ? FORWARD : BACKWARD,
      breaksPromise: true,
      missing,
    };
  return { severity: "attention", reason: consumers.length === 0 ? NOBODY : AGREED, breaksPromise: true, missing };
}

const KEPT = { breaksPromise: false, missing: [] } as const;

function waysOf(promise: Compatibility): readonly ("backward" | "forward")[] {
  if (promise === "full") return ["backward", "forward"];
  return promise === "none" ? [] : [promise];
}
