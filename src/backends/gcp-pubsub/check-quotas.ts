import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { quota } from "../quota.ts";
import { places } from "./project.ts";
import { attachingDeployer, type GcpPlace } from "./settings.ts";

/** Fixed by Google for a project and for a topic: cloud reference, section 2.1. */
const RESOURCES = { limit: 10_000, source: "cloud.google.com/pubsub/quotas, resource limits" };
/** Members of one allow policy, that of a topic or subscription. */
const MEMBERS = { limit: 1_500, source: "cloud.google.com/iam/quotas, limits" };

/** What the topology alone uses of the quotas; what else stands in the projects cannot be known here. */
export function checkQuotas(input: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const { desired, origins, stack } = input;
  const membersOf = mostMembers(input);
  const feedsOf = new Map<string, number>();
  for (const { feeds } of desired.subscriptions)
    for (const { topic } of feeds) feedsOf.set(topic, (feedsOf.get(topic) ?? 0) + 1);
  return [
    ...[...places(input).values()].flatMap(({ project }) => projectQuotas(input, project)),
    ...desired.topics.flatMap(({ id, event }) =>
      quota({
        ...RESOURCES,
        what: "subscriptions",
        scope: `to ${event}`,
        count: feedsOf.get(id) ?? 0,
        span: origins.get(id) ?? stack.spanOf([]),
        remedy: "publish the event a second time under another name for some of the subscribers",
      }),
    ),
    ...desired.teams.flatMap(({ name }) =>
      quota({
        ...MEMBERS,
        what: "members",
        scope: `in one policy of team ${name}`,
        count: membersOf(name),
        span: stack.spanOf(["teams", name, "principals"]),
        remedy: "put the identities into a group",
      }),
    ),
  ];
}

/** A queue counts a subscription for each of its events, one for its dead letters, and a topic. */
function projectQuotas({ desired, stack }: BackendInput<GcpPlace>, project: string): readonly Diagnostic[] {
  const isHere = ({ team }: { readonly team: string }) => stack.placeOf(team).project === project;
  const queues = desired.subscriptions.filter(isHere);
  const inIt = [...desired.topics, ...queues].find(isHere);
  const own = stack.place.project === project || inIt === undefined;
  const scope = {
    scope: `in project ${project}`,
    span: stack.spanOf(own ? ["gcp", "project"] : ["teams", inIt.team, "gcp", "project"]),
    remedy: "split the topology over several projects",
    ...RESOURCES,
  };
  const fed = queues.reduce((sum, { feeds }) => sum + feeds.length, 0);
  return [
    ...quota({ ...scope, what: "topics", count: desired.topics.filter(isHere).length + queues.length }),
    ...quota({ ...scope, what: "subscriptions", count: fed + queues.length }),
  ];
}

/**
 * Members of the fullest policy of each team: on a topic its publishers and the deployers of other projects that attach
 * to it, on a subscription its consumers and Pub/Sub's own account.
 */
function mostMembers({ desired, stack }: BackendInput<GcpPlace>): (team: string) => number {
  const attaching = new Map<string, Set<string>>(desired.topics.map(({ id }) => [id, new Set()]));
  for (const { team, feeds } of desired.subscriptions)
    for (const { topic, owner } of feeds) {
      const deployer = attachingDeployer(stack.placeOf(team), stack.placeOf(owner));
      if (deployer !== undefined) attaching.get(topic)?.add(deployer);
    }
  const most = new Map<string, number>();
  for (const { id, team } of desired.topics)
    most.set(team, Math.max(most.get(team) ?? 0, attaching.get(id)?.size ?? 0));
  return (team) => {
    const { publishers, consumers } = principalsOf(stack, team);
    return Math.max(new Set(publishers).size + (most.get(team) ?? 0), new Set(consumers).size + 1);
  };
}
