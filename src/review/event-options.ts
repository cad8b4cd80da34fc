import type { Topic } from "../desired-state/desired-state.ts";
import { durationOf } from "../duration.ts";
import { type Aspect, limitAspect, reasonOf, switchAspect } from "./aspect.ts";
import type { Change } from "./change.ts";
import { worst } from "./severity.ts";

const KEPT_SHORTER = "Messages that are kept for replay and older than the new time are deleted.";
const KEPT_LONGER = "Messages can be replayed from further back.";
const ORDER =
  "Whether an event keeps the order is fixed for its life: where the cloud tells such topics apart, the topic is deleted and made anew. A new event beside the old one loses nothing.";
const REGISTERED = "The cloud then refuses, or lists, messages by the schema: see that what is published fits it.";
const NOT_REGISTERED = "The cloud no longer knows the schema; what does not fit it is not refused any more.";

/** What an event does beyond the ordinary, as one change. */
export function eventOptionChange(
  base: Topic,
  head: Topic,
  about: Pick<Change, "id" | "team" | "teams">,
): readonly Change[] {
  const aspects: readonly Aspect[] = [
    ...limitAspect("retention", base.retentionSeconds, head.retentionSeconds, durationOf, {
      down: ["shortened", "dangerous", KEPT_SHORTER],
      up: ["extended", "safe", KEPT_LONGER],
    }),
    ...switchAspect("ordered", base.ordered === true, head.ordered === true, {
      on: ["ordered from now on", "dangerous", ORDER],
      off: ["no longer ordered", "dangerous", ORDER],
    }),
    ...switchAspect("registered schema", base.registerSchema === true, head.registerSchema === true, {
      on: ["schema registered", "attention", REGISTERED],
      off: ["schema no longer registered", "attention", NOT_REGISTERED],
    }),
  ];
  if (aspects.length === 0) return [];
  return [
    {
      ...about,
      kind: "event-changed",
      severity: worst(aspects.map((aspect) => aspect.severity)),
      summary: `${head.team} changes its event ${head.event}: ${aspects.map((aspect) => aspect.summary).join(", ")}`,
      details: aspects.flatMap((aspect) => aspect.details),
      reason: reasonOf(aspects),
    },
  ];
}
