import type { Diagnostic } from "../../diagnostic.ts";
import { spanOf } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";

const SECONDS_A_DAY = 86_400;
const DAYS = 365;
const SOURCE = "SNS Developer Guide, message archiving and replay for FIFO topics";

/** Errors for events that are to be kept and are not ordered, since only FIFO topics have an archive, or for too long. */
export function checkArchives(input: BackendInput): readonly Diagnostic[] {
  return input.desired.topics.flatMap(({ id, event, team, retentionSeconds, ordered }): Diagnostic[] => {
    if (retentionSeconds === undefined) return [];
    const span = spanOf(input, id, team);
    if (!ordered) {
      const message = `${event} asks for retention, which SNS does for FIFO topics alone (${SOURCE}); add "ordered: true", or remove retention`;
      return [{ code: "retention-needs-order", severity: "error", message, span }];
    }
    if (retentionSeconds <= DAYS * SECONDS_A_DAY) return [];
    const message = `${event}: the retention is ${retentionSeconds} seconds; SNS keeps messages up to ${DAYS} days (${SOURCE})`;
    return [{ code: "out-of-range", severity: "error", message, span }];
  });
}
