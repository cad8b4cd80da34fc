import type { Diagnostic, RelatedPlace } from "../diagnostic.ts";
import type { BackendInput } from "./backend.ts";
import { existingEvent, existingQueue } from "./existing.ts";
import type { StackSettings, TeamPrincipals } from "./stack-settings.ts";

const NONE: TeamPrincipals = Object.freeze({ publishers: Object.freeze([]), consumers: Object.freeze([]) });

/** The principals of a team, none when the stack does not name the team. Safe for a team called `constructor`. */
export function principalsOf(stack: StackSettings, team: string): TeamPrincipals {
  return Object.hasOwn(stack.principals, team) ? (stack.principals[team] ?? NONE) : NONE;
}

/**
 * Errors for the teams whose services could not work in this stack: one that owns an event and has no publisher,
 * or has a queue and no consumer. One diagnostic a team, at the team in the stack file, pointing at the first event
 * and queue concerned. The same on every cloud: without a principal there is nobody to grant to. What exists already may
 * have its grants already, and is not asked about.
 */
export function missingPrincipals({ desired, origins, stack }: BackendInput): Diagnostic[] {
  return desired.teams.flatMap(({ name: team }) => {
    const { publishers, consumers } = principalsOf(stack, team);
    const events =
      publishers.length > 0
        ? []
        : desired.topics.filter((topic) => topic.team === team && existingEvent(stack, topic.event) === undefined);
    const queues =
      consumers.length > 0
        ? []
        : desired.subscriptions.filter((queue) => queue.team === team && existingQueue(stack, queue) === undefined);
    const [event, queue] = [events[0], queues[0]];
    if (event === undefined && queue === undefined) return [];

    const lacks = [
      ...(event === undefined ? [] : [`no publisher for ${counted(events.length, "event")}`]),
      ...(queue === undefined ? [] : [`no consumer for ${counted(queues.length, "queue")}`]),
    ];
    const span = stack.spanOf(["teams", team]);
    const places: readonly (RelatedPlace | undefined)[] = [
      event && place(`${team} owns ${event.event} here`, event.id),
      queue && place(`${team} consumes ${queue.queue} here`, queue.id),
    ];
    const related = places.filter((each) => each !== undefined);
    return [
      {
        code: "missing-principal",
        severity: "error" as const,
        message: `team ${team} has ${lacks.join(" and ")} in stack ${stack.stack}; add event-topology:teams.${team}.principals to ${span.file}`,
        span,
        ...(related.length > 0 && { related }),
      },
    ];
  });

  function place(message: string, id: string): RelatedPlace | undefined {
    const span = origins.get(id);
    return span && { message, span };
  }
}

function counted(count: number, noun: string): string {
  return count === 1 ? `its ${noun}` : `its ${count} ${noun}s`;
}
