import type { Diagnostic } from "../../diagnostic.ts";
import { spanOf } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";

/**
 * Errors for queues that are to deliver exactly once and are not ordered: only FIFO queues know duplicates (SQS Developer
 * Guide, "Exactly-once processing in Amazon SQS"). One that is going to be removed gets nothing more to deliver twice.
 */
export function checkExactlyOnce(input: BackendInput): readonly Diagnostic[] {
  return input.desired.subscriptions
    .filter(({ exactlyOnce, ordered, retired }) => exactlyOnce && !ordered && retired === undefined)
    .map(({ id, team, queue }) => ({
      code: "exactly-once-needs-order",
      severity: "error",
      message: `${team}/${queue} asks for exactlyOnce, which SQS does in FIFO queues alone (SQS Developer Guide, exactly-once processing); add "ordered: true" to it and to its events, or remove exactlyOnce`,
      span: spanOf(input, id, team),
    }));
}
