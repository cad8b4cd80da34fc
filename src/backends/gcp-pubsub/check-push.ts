import type { Subscription } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { didYouMean } from "../../did-you-mean.ts";
import type { BackendInput } from "../backend.ts";
import { pushOf, standsIn } from "./push.ts";
import type { GcpPlace } from "./settings.ts";

/** Errors for queues whose messages are to be sent to a service. */
export function checkPush(input: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  const ofAll: readonly Diagnostic[] =
    stack.place.push === undefined
      ? []
      : [
          {
            code: "push-of-no-team",
            severity: "error",
            message:
              "push is said of queues, and queues are of teams; move it to event-topology:teams.TEAM.gcp.push of the team that each queue is of",
            span: stack.spanOf(["gcp", "push"]),
          },
        ];
  if (ofAll.length > 0) return ofAll;
  return desired.teams.flatMap(({ name }) =>
    Object.keys(stack.placeOf(name).push ?? {}).flatMap((queue) => pushProblems(input, name, queue)),
  );
}

function pushProblems(
  { desired, origins, stack }: BackendInput<GcpPlace>,
  team: string,
  queue: string,
): readonly Diagnostic[] {
  const place = stack.placeOf(team);
  const path = ["teams", team, "gcp", "push", queue];
  const own = desired.subscriptions.filter((one) => one.team === team);
  const generations = own.filter((one) => one.queue === queue);
  if (generations.length === 0) {
    const guess = didYouMean(queue, [...new Set(own.map((one) => one.queue))]);
    return [
      {
        code: "unknown-push-queue",
        severity: "error",
        message: `team ${team} has no queue ${queue} to send the messages of${guess.text || "; remove it from the stack"}`,
        span: stack.spanOf(path),
        ...(guess.name !== undefined && { fix: guess.name }),
      },
    ];
  }
  const push = pushOf(place, queue);
  const elsewhere: readonly Diagnostic[] =
    push === undefined || standsIn(place, push.serviceAccount)
      ? []
      : [
          {
            code: "push-account-elsewhere",
            severity: "error",
            message: `${push.serviceAccount} does not stand in project ${place.project} of team ${team}, and Pub/Sub makes tokens only of service accounts in the subscription's project (cloud.google.com/pubsub/docs/create-push-subscription); name one there`,
            span: stack.spanOf([...path, "serviceAccount"]),
          },
        ];
  const exactlyOnce = generations.find((one) => one.exactlyOnce);
  const pulled = exactlyOnce === undefined ? [] : [exactlyOncePushed(exactlyOnce)];
  return [...elsewhere, ...pulled];

  function exactlyOncePushed(one: Subscription): Diagnostic {
    return {
      code: "exactly-once-push",
      severity: "error",
      message: `${team}/${queue} asks for exactlyOnce, which Pub/Sub has for pulled queues only (cloud.google.com/pubsub/docs/exactly-once-delivery), and the stack sends its messages to ${push?.endpoint}; remove one of the two`,
      span: origins.get(one.id) ?? stack.spanOf(path),
      related: [{ message: "it is sent here", span: stack.spanOf(path) }],
    };
  }
}
