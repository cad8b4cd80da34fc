import type { Subscription, Topic } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { Publication, PublishAddress, TeamManifest } from "../manifest.ts";
import { principalsOf } from "../missing-principal.ts";
import type { AwsPlace } from "./place.ts";
import { consumption } from "./queue-address.ts";
import type { UndeliverableElsewhere } from "./undeliverable-elsewhere.ts";

/** The manifests of an AWS backend: the queues are the same in both, `address` says where an event is published. */
export function teamManifests(
  input: BackendInput<AwsPlace>,
  backend: string,
  address: (topic: Topic) => PublishAddress,
  elsewhere: UndeliverableElsewhere = () => [],
): readonly TeamManifest[] {
  const { desired, stack } = input;
  const teams = desired.teams.map(({ name }) => name).sort();
  return teams.map((team) => ({
    version: 1,
    backend,
    team,
    publishes: Object.fromEntries(
      desired.topics.filter((topic) => topic.team === team).map((topic) => [topic.event, publication(topic)]),
    ),
    consumes: Object.fromEntries(
      generationsOf(desired.subscriptions.filter((subscription) => subscription.team === team)).map(
        ([present, before]) => [present.queue, consumption(input, present, before, elsewhere)],
      ),
    ),
  }));

  /** Nobody publishes an event that is going to be removed. */
  function publication(topic: Topic): Publication {
    return {
      principals: topic.retired === undefined ? principalsOf(stack, topic.team).publishers : [],
      ...(topic.ordered && { ordered: true }),
      to: address(topic),
    };
  }
}

/** The present generation of each queue with those before it. */
function generationsOf(
  subscriptions: readonly Subscription[],
): readonly (readonly [present: Subscription, before: readonly Subscription[]])[] {
  const byQueue = new Map<string, Subscription[]>();
  for (const each of subscriptions) byQueue.set(each.queue, [...(byQueue.get(each.queue) ?? []), each]);
  return [...byQueue.values()].flatMap((generations) => {
    const [present, ...before] = generations.sort((a, b) => b.key.generation - a.key.generation);
    return present === undefined ? [] : [[present, before] as const];
  });
}
