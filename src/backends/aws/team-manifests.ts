import type { Topic } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { PublishAddress, TeamManifest } from "../manifest.ts";
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
  return desired.teams.map(({ name: team }) => ({
    version: 1,
    backend,
    team,
    publishes: Object.fromEntries(
      desired.topics
        .filter((topic) => topic.team === team)
        .map((topic) => [topic.event, { principals: principalsOf(stack, team).publishers, to: address(topic) }]),
    ),
    consumes: Object.fromEntries(
      desired.subscriptions
        .filter((subscription) => subscription.team === team)
        .map((subscription) => [subscription.queue, consumption(input, subscription, elsewhere)]),
    ),
  }));
}
