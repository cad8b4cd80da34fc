import type { Subscription } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { didYouMean } from "../../did-you-mean.ts";
import type { BackendInput } from "../backend.ts";
import { spanOfExisting } from "../existing.ts";
import { type ExistingSubscriptions, existingFeed, existingSubscriptions, partsOf } from "./existing.ts";
import { pushOf } from "./push.ts";
import type { GcpPlace } from "./settings.ts";

/** Errors for queues of subscriptions that exist. */
export function checkExistingSubscriptions(input: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  const owners = new Map<string, string>();
  return desired.subscriptions.flatMap((queue) => {
    const existing = existingSubscriptions(stack, queue);
    if (existing === undefined) return [];
    const name = `${queue.team}/${queue.queue}`;
    const problems = [...problemsOf(queue, existing, stack.placeOf(queue.team)), ...claimed(owners, name, existing)];
    const span = spanOfExisting(stack, "queues", name);
    return problems.map(([code, message]): Diagnostic => ({ code, severity: "error", message, span }));
  });
}

type Problem = readonly [code: string, message: string];

function problemsOf(queue: Subscription, existing: ExistingSubscriptions, place: GcpPlace): readonly Problem[] {
  const name = `${queue.team}/${queue.queue}`;
  const events = queue.feeds.map(({ event }) => event);
  const paths = [...Object.values(existing.of), ...(existing.deadLetter === undefined ? [] : [existing.deadLetter])];
  return [
    ...Object.keys(existing.of)
      .filter((event) => !events.includes(event))
      .map((event): Problem => {
        const guess = didYouMean(event, events).text || "; remove it";
        return ["unknown-event", `${name} is not fed by an event ${event}${guess}`];
      }),
    ...queue.feeds
      .filter((feed) => existingFeed(existing, feed) === undefined)
      .map(
        ({ event }): Problem => [
          "missing-subscription",
          `${name} exists, and the stack names no subscription of it for ${event}; add it to subscriptions`,
        ],
      ),
    ...[...new Set(paths.map((path) => partsOf(path).project))]
      .filter((project) => project !== place.project)
      .map(
        (project): Problem => [
          "existing-queue-differs",
          `the subscriptions of ${name} are in project ${project}, and team ${queue.team} in ${place.project}; place the team where its queue is, with event-topology:teams.${queue.team}.gcp`,
        ],
      ),
    ...(queue.alarms?.deadLetters !== undefined && existing.deadLetter === undefined
      ? [
          [
            "alarm-without-queue",
            `${name} has an alarm on dead letters, and the stack does not say where they wait; add deadLetter, or remove the alarm`,
          ] as const,
        ]
      : []),
    ...(pushOf(place, queue.queue) === undefined
      ? []
      : [
          [
            "push-of-existing",
            `${name} exists and is not changed, so its messages cannot be sent; remove its push`,
          ] as const,
        ]),
  ];
}

/** Consumers of one queue would take the other's messages. */
function claimed(owners: Map<string, string>, name: string, existing: ExistingSubscriptions): readonly Problem[] {
  return [...new Set(Object.values(existing.of))].flatMap((path): readonly Problem[] => {
    const owner = owners.get(path);
    owners.set(path, owner ?? name);
    return owner === undefined
      ? []
      : [
          [
            "existing-queue-twice",
            `${path} is the queue of ${owner} already, so ${name} would take its messages; name another`,
          ],
        ];
  });
}
