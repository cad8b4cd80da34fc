import type { Subscription } from "../desired-state/desired-state.ts";
import type { Change } from "./change.ts";
import { compareText } from "./compare-text.ts";
import type { Comparison } from "./comparison.ts";
import { fedBy } from "./fed-by.ts";
import { findById } from "./find-by-id.ts";
import type { Side } from "./side.ts";

/** The changed part of a topology: events with their owners, and the lines from them to the teams that consume them. */
export interface Picture {
  readonly events: readonly PicturedEvent[];
  readonly lines: readonly PicturedLine[];
  /** How many changes of events and queues it does not show. */
  readonly leftOut: number;
}

/** `same`: it is there because something else about it changes. */
export type Mark = "added" | "removed" | "changed" | "same";

export interface PicturedEvent {
  readonly event: string;
  readonly owner: string;
  readonly mark: Mark;
}

/** One event that feeds one queue of a team. */
export interface PicturedLine {
  readonly event: string;
  readonly team: string;
  readonly queue: string;
  readonly mark: Mark;
}

/** Beyond this a flowchart is a ball of wool. */
const MOST_LINES = 40;
const MOST_EVENTS = 30;

/** Shows the changes in their order, worst first, while there is room: each whole or not at all. */
export function pictureOf(changes: readonly Change[], comparison: Comparison): Picture {
  const drawn = changes.filter(({ id }) => id.startsWith("topic:") || id.startsWith("subscription:"));
  const [base, head] = [comparison.base.desired, comparison.head.desired];
  const queues = { base: comparison.differing.base.subscriptions, head: comparison.differing.head.subscriptions };
  const events = new Map<string, PicturedEvent>();
  const lines = new Map<string, PicturedLine>();
  let leftOut = 0;
  for (const change of drawn) {
    const topic = findById(head.topics, change.id) ?? findById(base.topics, change.id);
    const before = findById(queues.base, change.id);
    const queue = findById(queues.head, change.id) ?? before;
    const more = {
      events: topic === undefined ? [] : [{ event: topic.event, owner: topic.team, mark: markOf(change) }],
      lines: queue === undefined ? [] : linesOf(queue, before, markOf(change)),
    };
    const isNew = {
      events: more.events.filter(({ event }) => !events.has(event)).length,
      lines: more.lines.filter(({ line }) => !lines.has(keyOf(line))).length,
    };
    if (events.size + isNew.events > MOST_EVENTS || lines.size + isNew.lines > MOST_LINES) {
      leftOut += 1;
      continue;
    }
    for (const one of more.events) if (!isTold(events.get(one.event)?.mark)) events.set(one.event, one);
    for (const { line, owner } of more.lines) {
      lines.set(keyOf(line), line);
      if (!events.has(line.event)) events.set(line.event, { event: line.event, owner, mark: "same" });
    }
  }
  for (const line of consumersOf(events, comparison.head)) {
    if (lines.size >= MOST_LINES) break;
    if (!lines.has(keyOf(line))) lines.set(keyOf(line), line);
  }
  return { events: [...events.values()], lines: [...lines.values()], leftOut };
}

/** Who goes on consuming the events that change, queue by queue. */
function consumersOf(events: ReadonlyMap<string, PicturedEvent>, side: Side): readonly PicturedLine[] {
  const changed = [...events.values()].filter(({ mark }) => mark === "changed").map(({ event }) => event);
  return changed
    .flatMap((event) => (fedBy(side).get(event) ?? []).map(({ team, queue }) => ({ event, team, queue })))
    .sort((a, b) => compareText(a.team, b.team) || compareText(a.queue, b.queue) || compareText(a.event, b.event))
    .map((line) => ({ ...line, mark: "same" }));
}

function keyOf({ event, team, queue }: PicturedLine): string {
  return `${team}/${queue}/${event}`;
}

function isTold(mark: Mark | undefined): boolean {
  return mark !== undefined && mark !== "same";
}

function markOf({ kind }: Change): Mark {
  if (kind.endsWith("-added")) return "added";
  return kind.endsWith("-removed") ? "removed" : "changed";
}

function linesOf(queue: Subscription, base: Subscription | undefined, mark: Mark) {
  if (mark !== "changed" || base === undefined) return queue.feeds.map((feed) => lineOf(queue, feed, mark));
  const before = new Set(base.feeds.map((feed) => feed.id));
  const after = new Set(queue.feeds.map((feed) => feed.id));
  return [
    ...queue.feeds.map((feed) => lineOf(queue, feed, before.has(feed.id) ? "changed" : "added")),
    ...base.feeds.filter((feed) => !after.has(feed.id)).map((feed) => lineOf(queue, feed, "removed")),
  ];
}

function lineOf({ team, queue }: Subscription, { event, owner }: Subscription["feeds"][number], mark: Mark) {
  return { line: { event, team, queue, mark }, owner };
}
