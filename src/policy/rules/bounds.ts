import { durationOf } from "../../duration.ts";
import type { Fact, QueueFact } from "../fact.ts";
import type { AttemptsRule, DurationRule } from "../policy.ts";
import type { Violation } from "./violation.ts";

type BoundedRule = DurationRule | AttemptsRule;

const WHAT: Readonly<Record<BoundedRule["rule"], (queue: QueueFact) => number | undefined>> = {
  retention: (queue) => queue.retentionSeconds,
  "ack-deadline": (queue) => queue.ackDeadlineSeconds,
  "delivery-attempts": (queue) => queue.maxDeliveryAttempts,
};

/** `retention`, `ack-deadline`, `delivery-attempts`: a value of every subscription is not below `min` and not above `max`. */
export function bounds(rule: BoundedRule, facts: readonly Fact[]): readonly Violation[] {
  const written = (value: number) => (rule.rule === "delivery-attempts" ? String(value) : durationOf(value));
  return facts.flatMap((fact) => {
    const value = fact.kind === "queue" ? WHAT[rule.rule](fact) : undefined;
    if (fact.kind !== "queue" || value === undefined) return [];
    const of = `${fact.team}/${fact.queue} has ${rule.rule} ${written(value)}, and`;
    if (rule.min !== undefined && value < rule.min)
      return { fact, complaint: `${of} the least that is allowed is ${written(rule.min)}` };
    if (rule.max !== undefined && value > rule.max)
      return { fact, complaint: `${of} the most that is allowed is ${written(rule.max)}` };
    return [];
  });
}
