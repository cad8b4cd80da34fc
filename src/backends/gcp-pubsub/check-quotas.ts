import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { quota } from "../quota.ts";
import type { GcpPlace } from "./settings.ts";

/** Fixed by Google for a project and for a topic: cloud reference, section 2.1. */
const RESOURCES = { limit: 10_000, source: "cloud.google.com/pubsub/quotas, resource limits" };
/** Members of one allow policy, that of a topic or subscription. */
const MEMBERS = { limit: 1_500, source: "cloud.google.com/iam/quotas, limits" };

/**
 * What the topology alone uses of the project's quotas; what else stands in the project cannot be known here.
 * A queue counts a subscription for each of its events, one for its dead letters, and a topic.
 */
export function checkQuotas({ desired, origins, stack }: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const { topics, subscriptions, deadLetterQueues } = desired;
  const project = {
    scope: `in project ${stack.place.project}`,
    span: stack.spanOf(["gcp", "project"]),
    remedy: "split the topology over several projects",
    ...RESOURCES,
  };
  const feeds = subscriptions.flatMap((queue) => queue.feeds);
  const feedsOf = new Map<string, number>();
  for (const { topic } of feeds) feedsOf.set(topic, (feedsOf.get(topic) ?? 0) + 1);
  return [
    ...quota({ ...project, what: "topics", count: topics.length + deadLetterQueues.length }),
    ...quota({ ...project, what: "subscriptions", count: feeds.length + deadLetterQueues.length }),
    ...topics.flatMap(({ id, event }) =>
      quota({
        ...RESOURCES,
        what: "subscriptions",
        scope: `to ${event}`,
        count: feedsOf.get(id) ?? 0,
        span: origins.get(id) ?? project.span,
        remedy: "publish the event a second time under another name for some of the subscribers",
      }),
    ),
    ...desired.teams.flatMap(({ name }) => {
      const { publishers, consumers } = principalsOf(stack, name);
      // Pub/Sub's own account is one more member of a subscription.
      const count = Math.max(new Set(publishers).size, new Set(consumers).size + 1);
      return quota({
        ...MEMBERS,
        what: "members",
        scope: `in one policy of team ${name}`,
        count,
        span: stack.spanOf(["teams", name, "principals"]),
        remedy: "put the identities into a group",
      });
    }),
  ];
}
