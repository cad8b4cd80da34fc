import { groupBy } from "../../group-by.ts";
import { once } from "../../once.ts";
import type { BackendInput } from "../backend.ts";
import { type ByType, budget, byType, ofTeams } from "../budgets.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { countable } from "../countable.ts";
import { engineBudget } from "../engine-budget.ts";
import type { Budget, Quota } from "../quota.ts";
import { type Tally, tallyOf } from "../tally.ts";
import { measure } from "./measures.ts";
import { options } from "./options.ts";
import { places } from "./project.ts";
import { PUBSUB } from "./quotas.ts";
import { resources } from "./resources.ts";
import type { GcpPlace } from "./settings.ts";

const TOPIC = "gcp:pubsub/topic:Topic";
const SUBSCRIPTION = "gcp:pubsub/subscription:Subscription";
const TOPIC_MEMBER = "gcp:pubsub/topicIAMMember:TopicIAMMember";
const SUBSCRIPTION_MEMBER = "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember";
const SCHEMA = "gcp:pubsub/schema:Schema";

/** What the topology alone uses of the quotas; what else stands in the projects cannot be known here. */
export const budgets = once((input: BackendInput<GcpPlace>): readonly Budget[] => {
  const made = resources(countable(input, options));
  const of = byType(made);
  const tally = tallyOf(input);
  countSubscribers(of, tally);
  countMembers(of, tally);
  for (const resource of made) measure(resource, tally);
  return [
    ...perProject(input, PUBSUB.topicsPerProject, of(TOPIC)),
    ...perProject(input, PUBSUB.subscriptionsPerProject, of(SUBSCRIPTION)),
    ...perProject(input, PUBSUB.schemasPerProject, of(SCHEMA)),
    ...tally.budgets(),
    engineBudget(input, made),
  ];
});

function perProject(input: BackendInput<GcpPlace>, quota: Quota, counted: readonly CloudResource[]): readonly Budget[] {
  const projects = places(input);
  return [...groupBy(counted, ({ provider }) => provider)].map(([provider, inIt]) => {
    const project = projects.get(provider)?.project ?? "";
    const teams = inIt.map(({ team }) => team);
    return budget(quota, input.stack, {
      used: inIt.length,
      scope: `in project ${project}${ofTeams(teams)}`,
      span: spanOfProject(input, project, teams),
    });
  });
}

/** Where the stack file names the project: for itself, or for one of the teams. */
function spanOfProject({ stack }: BackendInput<GcpPlace>, project: string, teams: readonly string[]) {
  const team = teams.find((name) => stack.placeOf(name).project === project);
  const isStacks = stack.place.project === project || team === undefined;
  return stack.spanOf(isStacks ? ["gcp", "project"] : ["teams", team, "gcp", "project"]);
}

/** The subscriptions of each topic; on the first one where the topic itself is not the topology's. */
function countSubscribers(of: ByType, tally: Tally): void {
  const topics = new Map(
    of(TOPIC).map((topic) => [`projects/${topic.properties["project"]}/topics/${topic.name}`, topic]),
  );
  for (const [path, feeds] of groupBy(of(SUBSCRIPTION), ({ properties }) => String(properties["topic"]))) {
    const resource = topics.get(path) ?? feeds[0];
    if (resource === undefined) continue;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const scope = `on the topic ${name}${ofTeams([resource.team])}`;
    tally.add(PUBSUB.subscriptionsPerTopic, feeds.length, resource, { scope });
  }
}

/**
 * The members of the fullest policy of each team: what fills it are the team's principals, alike in all its policies. One
 * that has two roles counts twice.
 */
function countMembers(of: ByType, tally: Tally): void {
  const members = new Map<string, number>();
  const groups = new Map<string, number>();
  for (const { properties, deletedWith: on = "" } of [...of(TOPIC_MEMBER), ...of(SUBSCRIPTION_MEMBER)]) {
    members.set(on, (members.get(on) ?? 0) + 1);
    if (String(properties["member"]).startsWith("group:")) groups.set(on, (groups.get(on) ?? 0) + 1);
  }
  const fullest = new Map<string, CloudResource>();
  for (const resource of [...of(TOPIC), ...of(SUBSCRIPTION)]) {
    const most = members.get(fullest.get(resource.team)?.id ?? "") ?? -1;
    if ((members.get(resource.id) ?? 0) > most) fullest.set(resource.team, resource);
  }
  for (const [team, resource] of fullest) {
    const where = { causedAt: ["teams", team, "principals"] };
    tally.add(PUBSUB.membersPerPolicy, members.get(resource.id) ?? 0, resource, where);
    tally.add(PUBSUB.groupsPerPolicy, groups.get(resource.id), resource, where);
  }
}
