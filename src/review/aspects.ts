import type { Feed, Subscription } from "../desired-state/desired-state.ts";
import { durationOf } from "../duration.ts";
import { type Aspect, limitAspect } from "./aspect.ts";
import { detail } from "./detail.ts";
import { filterChange, filterText } from "./filter-change.ts";
import { optionAspects } from "./queue-options.ts";
import { RETIRING } from "./retirement.ts";

const NAMED = "Everything in the cloud keeps the name it has.";
const FED = "It receives the event from now on, nothing from before.";
const NOT_FED = "It receives nothing more of the event.";
const NOT_FED_LOST =
  "Where an event has a queue of its own (on Google Pub/Sub; on EventBridge for what could not be delivered from another account), that one would be deleted with the messages in it, which the deploy refuses. Retire the event in the queue first (retired: drain), and none is lost.";
const NARROWED = "Messages that no longer match are not delivered, and not kept anywhere.";
const WIDENED = "The consumer receives messages that it did not get before; it has to be ready for them.";
const FILTER = "Some messages are no longer delivered, others come that did not before.";
const FILTER_LOST =
  "Where a filter cannot be changed in place (Google Pub/Sub), the subscription would be deleted and made anew, which the deploy refuses. A new generation beside the old one loses no message.";
const RETENTION_DOWN = "Messages that have waited longer than the new retention are deleted at once.";
const RETENTION_UP = "Messages are kept longer.";
const DEADLINE_DOWN = "A message that takes longer than the new ack deadline to handle is delivered again meanwhile.";
const DEADLINE_UP = "What a crashed consumer held comes back later than before.";
const ATTEMPTS_DOWN =
  "Messages go to the dead-letter queue sooner, those at once that have failed as often as the new limit.";
const ATTEMPTS_UP = "Messages are tried more often before they go to the dead-letter queue.";

/** Everything in which two revisions of a subscription differ; the owner of an event is told with the event. */
export function aspectsOf(base: Subscription, head: Subscription): readonly Aspect[] {
  return [
    ...nameAspect(base, head),
    ...feedsAspects(base, head),
    ...leavingAspects(base, head),
    ...filterAspect(base, head),
    ...limitAspect("ack deadline", base.ackDeadlineSeconds, head.ackDeadlineSeconds, durationOf, {
      down: ["shortened", "attention", DEADLINE_DOWN],
      up: ["extended", "safe", DEADLINE_UP],
    }),
    ...limitAspect("delivery attempts", base.maxDeliveryAttempts, head.maxDeliveryAttempts, String, {
      down: ["lowered", "attention", ATTEMPTS_DOWN],
      up: ["raised", "safe", ATTEMPTS_UP],
    }),
    ...limitAspect("retention", base.retentionSeconds, head.retentionSeconds, durationOf, {
      down: ["shortened", "dangerous", RETENTION_DOWN],
      up: ["extended", "safe", RETENTION_UP],
    }),
    ...optionAspects(base, head),
  ];
}

function nameAspect(base: Subscription, head: Subscription): readonly Aspect[] {
  return detail("name", base.queue, head.queue).map((one) => ({
    summary: `called ${head.queue} from now on`,
    severity: "safe",
    reason: NAMED,
    details: [one],
    owners: [],
  }));
}

function feedsAspects(base: Subscription, head: Subscription): readonly Aspect[] {
  const gained = without(head.feeds, base.feeds);
  const lost = without(base.feeds, head.feeds);
  const all = detail("events", names(base.feeds), names(head.feeds));
  const owners = (feeds: readonly Feed[]) => feeds.map((feed) => feed.owner);
  return [
    ...(gained.length === 0
      ? []
      : [
          {
            summary: `also fed by ${names(gained)}`,
            severity: "safe" as const,
            reason: FED,
            details: lost.length === 0 ? all : [],
            owners: owners(gained),
          },
        ]),
    ...(lost.length === 0
      ? []
      : [
          {
            summary: `no longer fed by ${names(lost)}`,
            severity: "attention" as const,
            reason: NOT_FED,
            details: all,
            owners: owners(lost),
            whereNotInPlace: NOT_FED_LOST,
          },
        ]),
  ];
}

function filterAspect(base: Subscription, head: Subscription): readonly Aspect[] {
  const before = base.feeds[0]?.filter;
  const after = head.feeds[0]?.filter;
  const change = filterChange(before, after);
  if (change === "same") return [];
  return [
    {
      summary: `filter ${change}`,
      severity: "attention",
      reason: { narrowed: NARROWED, widened: WIDENED, changed: FILTER }[change],
      details: detail("filter", filterText(before) ?? "everything", filterText(after) ?? "everything"),
      owners: [],
      whereNotInPlace: FILTER_LOST,
    },
  ];
}

/** Events that leave a queue which stays. What leaves with the queue is told with it. */
function leavingAspects(base: Subscription, head: Subscription): readonly Aspect[] {
  const before = new Map(base.feeds.map((feed) => [feed.id, feed.retired]));
  return head.feeds.flatMap(({ id, event, owner, retired }): readonly Aspect[] => {
    const was = before.get(id);
    if (!before.has(id) || was === retired || retired === head.retired) return [];
    if (retired === undefined)
      return [{ summary: `${event} stays after all`, severity: "safe", reason: FED, details: [], owners: [owner] }];
    const [severity, reason] = RETIRING[retired];
    return [
      {
        summary: `${event} is retired`,
        severity,
        reason,
        details: detail("retired", was, retired),
        owners: [owner],
      },
    ];
  });
}

function without(feeds: readonly Feed[], others: readonly Feed[]): readonly Feed[] {
  if (feeds.length === 1 && others.length === 1 && feeds[0]?.id === others[0]?.id) return [];
  const ids = new Set(others.map((feed) => feed.id));
  return feeds.filter((feed) => !ids.has(feed.id));
}

function names(feeds: readonly Feed[]): string {
  return feeds.map((feed) => feed.event).join(", ");
}
