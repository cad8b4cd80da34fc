import type { Subscription } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { canonicalJson } from "../cloud-resource.ts";
import { spanOfExisting } from "../existing.ts";
import { existingQueues } from "./existing-queue.ts";
import type { AwsPlace } from "./place.ts";
import type { Feeder } from "./queue-policies.ts";
import { deliveryStatements } from "./queue-policies.ts";

/**
 * What can be wrong with a queue that exists, and the statements that its policy needs: nothing reaches it without them, and the
 * cloud says so nowhere but in its metrics.
 * @param feederOf what delivers to a queue
 */
export function checkExistingQueues(
  input: BackendInput<AwsPlace>,
  feederOf: (subscription: Subscription) => Feeder,
): readonly Diagnostic[] {
  const owners = new Map<string, string>();
  return input.desired.subscriptions.flatMap((subscription): readonly Diagnostic[] => {
    const queues = existingQueues(input.stack, subscription);
    if (queues === undefined) return [];
    const { team, queue, alarms } = subscription;
    const name = `${team}/${queue}`;
    const span = spanOfExisting(input.stack, "queues", name);
    const error = (code: string, message: string): Diagnostic => ({ code, severity: "error", message, span });
    const owner = owners.get(queues.main.arn);
    owners.set(queues.main.arn, owner ?? name);
    if (owner !== undefined)
      return [
        error(
          "existing-queue-twice",
          `${queues.main.arn} is the queue of ${owner} already, so ${name} would take its messages; name another`,
        ),
      ];
    const problems = [queues.main, ...(queues.deadLetter ? [queues.deadLetter] : [])].flatMap((one) =>
      problemsOf(one, subscription, input.stack.placeOf(team)).map((problem) =>
        error("existing-queue-differs", problem),
      ),
    );
    if (problems.length > 0) return problems;
    return [
      ...(alarms?.deadLetters !== undefined && queues.deadLetter === undefined
        ? [
            error(
              "alarm-without-queue",
              `${team}/${queue} has an alarm on dead letters, and the stack names no dead-letter queue of it; add deadLetter, or remove the alarm`,
            ),
          ]
        : []),
      {
        code: "queue-policy-not-managed",
        severity: "warning",
        message: `the queue ${queues.main.arn} is not ours to change; make sure that its policy has this, or nothing is delivered: ${canonicalJson(deliveryStatements(queues.main.arn, feederOf(subscription)))}`,
        span,
      },
    ];
  });
}

function problemsOf(
  { arn, fifo }: { readonly arn: string; readonly fifo?: true },
  { team, queue, ordered }: Subscription,
  place: AwsPlace,
): readonly string[] {
  const [, , , region, account] = arn.split(":");
  const elsewhere =
    region === place.region && account === place.account
      ? []
      : [
          `the queue ${arn} of ${team}/${queue} is in account ${account}, ${region}, and team ${team} in ${place.account}, ${place.region}; place the team where its queue is, with event-topology:teams.${team}.aws`,
        ];
  const kind =
    fifo === ordered
      ? []
      : [
          fifo
            ? `the queue ${arn} is a FIFO queue, and ${team}/${queue} is not ordered; add "ordered: true" to it in the topology`
            : `${team}/${queue} is ordered, and the queue ${arn} is no FIFO queue; name one whose name ends in .fifo, or remove ordered`,
        ];
  return [...elsewhere, ...kind];
}
