import type { Diagnostic } from "../../diagnostic.ts";
import { durationOf } from "../../duration.ts";
import { spanOf } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";

/** EventBridge API Reference, RetryPolicy. */
const AGE = { from: 60, to: 86_400 } as const;
const ATTEMPTS = 185;

/** Errors for values of options that EventBridge does not take. */
export function checkOptionValues(input: BackendInput): readonly Diagnostic[] {
  return input.desired.subscriptions.flatMap(({ id, team, queue, eventbridge }) => {
    const { maximumAgeSeconds: age = AGE.to, maximumAttempts: attempts = ATTEMPTS } = eventbridge?.deliveryRetry ?? {};
    const outOfRange = (what: string, is: string, range: string): Diagnostic => ({
      code: "out-of-range",
      severity: "error",
      message: `${team}/${queue}: the ${what} of eventbridge.deliveryRetry is ${is}; EventBridge takes ${range} (API Reference, RetryPolicy)`,
      span: spanOf(input, id, team),
    });
    return [
      ...(age < AGE.from || age > AGE.to
        ? [outOfRange("maximumAge", durationOf(age), `${durationOf(AGE.from)} to ${durationOf(AGE.to)}`)]
        : []),
      ...(attempts > ATTEMPTS ? [outOfRange("maximumAttempts", String(attempts), `0 to ${ATTEMPTS}`)] : []),
    ];
  });
}
