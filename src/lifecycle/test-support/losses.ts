import type { BackendInput } from "../../backends/backend.ts";
import { carrierOf } from "../../backends/carrier.ts";
import { existingEvent } from "../../backends/existing.ts";
import type { DesiredState, Topic } from "../../desired-state/desired-state.ts";
import { teamKey } from "../../desired-state/team-key.ts";
import { engineOutcome } from "./engine-rules.ts";
import type { State } from "./states.ts";

/**
 * What the engine would lose messages with, by id, if it were let: what carries messages and is deleted without the
 * tombstone that allows it, deployed before; what carries messages and is made anew (what is left in the cloud then
 * keeps the name, and the deploy fails half way); and on EventBridge an event that changes its bus while it is published.
 */
export function lossesOf(before: State, after: State): readonly string[] {
  const { deleted, replaced } = engineOutcome(before.resources, after.resources, false);
  const lost = deleted.filter(({ type, retired }) => {
    // A bus that is gone has no events left that anybody could publish.
    const carrier = carrierOf(type);
    return carrier !== undefined && carrier !== "bus" && (retired === undefined || retired === "retain");
  });
  const remade = replaced.filter(({ type }) => carrierOf(type) !== undefined);
  return [...new Set([...lost, ...remade].map(({ id }) => id)), ...lostBetweenBuses(before, after)];
}

function lostBetweenBuses({ input: before }: State, { input: after }: State): readonly string[] {
  if (before.stack.backend !== "aws-eventbridge") return [];
  return before.desired.topics
    .filter((topic) => {
      const now = after.desired.topics.find(({ event }) => event === topic.event);
      if (now === undefined || busOf(before, topic) === busOf(after, now)) return false;
      return (
        (isOpen(before, topic) || isOpen(after, now)) && isTakenByOneQueue(topic.event, before.desired, after.desired)
      );
    })
    .map(({ id }) => id);
}

/** Somebody may publish it on a bus of ours. */
function isOpen({ stack }: BackendInput, { event, retired }: Topic): boolean {
  return retired === undefined && existingEvent(stack, event) === undefined;
}

function busOf({ desired, stack }: BackendInput, { team, event }: Topic): string {
  return existingEvent(stack, event) === undefined ? `${desired.organization} ${teamKey(desired, team)}` : "existing";
}

/** Some queue takes the event before and after. */
function isTakenByOneQueue(event: string, before: DesiredState, after: DesiredState): boolean {
  const queuesOf = (desired: DesiredState) =>
    desired.subscriptions
      .filter(({ feeds }) => feeds.some((feed) => feed.event === event && feed.retired === undefined))
      .map(({ id }) => id);
  const later = queuesOf(after);
  return queuesOf(before).some((queue) => later.includes(queue));
}
