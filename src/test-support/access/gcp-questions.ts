import type { Backend, BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { GcpPlace } from "../../backends/gcp-pubsub/settings.ts";
import type { QueueAddress } from "../../backends/manifest.ts";
import { principalsOf } from "../../backends/missing-principal.ts";
import type { GcpCall } from "./gcp-decisions.ts";
import type { Question } from "./question.ts";

export const STRANGERS = [
  "serviceAccount:intruder@ar-events.iam.gserviceaccount.com",
  "serviceAccount:crm@another-project.iam.gserviceaccount.com",
  "serviceAccount:service-999999999999@gcp-sa-pubsub.iam.gserviceaccount.com",
  "anonymous",
];

/** Administration of what is made: nobody has it from us. */
const ADMINISTER = {
  topics: ["delete", "get", "getIamPolicy", "setIamPolicy", "update"],
  subscriptions: ["delete", "get", "getIamPolicy", "setIamPolicy", "update"],
};

/**
 * Every member × every permission × every topic and subscription that is made: owners publish, subscribers consume,
 * the Pub/Sub account of the subscriber's project moves what a consumer failed to handle to the dead-letter topic, the
 * deployer of that project attaches to topics of other projects, nobody does anything else.
 */
export function gcpQuestions(
  backend: Backend,
  input: BackendInput<GcpPlace>,
  made: readonly CloudResource[],
): readonly Question<GcpCall>[] {
  const { desired, stack } = input;
  const agentOf = (team: string) =>
    `serviceAccount:service-${stack.placeOf(team).projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`;
  const deployerOf = (team: string) => {
    const { impersonate, deployer } = stack.placeOf(team);
    return impersonate === undefined ? deployer : `serviceAccount:${impersonate}`;
  };
  const manifests = new Map(backend.manifests(input).map((manifest) => [manifest.team, manifest]));
  const paths = new Map(
    made.flatMap(({ id, type, name, team }): [string, string][] => {
      const { project } = stack.placeOf(team);
      if (type === "gcp:pubsub/topic:Topic") return [[id, `projects/${project}/topics/${name}`]];
      return type === "gcp:pubsub/subscription:Subscription" ? [[id, `projects/${project}/subscriptions/${name}`]] : [];
    }),
  );

  const publishers = new Map<string, readonly string[]>();
  const consumers = new Map<string, readonly string[]>();
  const attachers = new Map<string, Set<string>>();
  for (const { event, team, retired } of desired.topics) {
    const to = manifests.get(team)?.publishes[event]?.to;
    if (to?.kind !== "pubsub-topic") throw new Error(`no topic for ${event}`);
    publishers.set(to.topic, retired === undefined ? principalsOf(stack, team).publishers : []);
  }
  for (const { team, queue, key, deadLetterQueue, feeds } of desired.subscriptions) {
    const agent = agentOf(team);
    const deployer = deployerOf(team);
    for (const { topic, owner } of feeds) {
      if (deployer === undefined || deployer === deployerOf(owner)) continue;
      if (stack.placeOf(team).project === stack.placeOf(owner).project) continue;
      const path = paths.get(topic) ?? "";
      attachers.set(path, (attachers.get(path) ?? new Set()).add(deployer));
    }
    const present = manifests.get(team)?.consumes[queue];
    const older = present?.older?.find(({ generation }) => generation === key.generation);
    const { from, deadLetter } = older ?? present ?? {};
    const members = principalsOf(stack, team).consumers;
    for (const path of subscriptionsOf(from)) consumers.set(path, [...members, agent]);
    for (const path of subscriptionsOf(deadLetter)) consumers.set(path, members);
    publishers.set(paths.get(deadLetterQueue) ?? "", [agent]);
  }

  const callers = new Set([
    ...Object.values(stack.principals).flatMap((team) => [...team.publishers, ...team.consumers]),
    ...desired.teams.flatMap(({ name }) => [agentOf(name), deployerOf(name) ?? []].flat()),
    ...STRANGERS,
  ]);
  return [...paths.values()].flatMap((resource) =>
    [...callers].flatMap((caller): Question<GcpCall>[] => {
      const kind = resource.includes("/topics/") ? "topics" : "subscriptions";
      const administer = ADMINISTER[kind].map((action) => ({
        call: { caller, permission: `pubsub.${kind}.${action}`, resource },
        allowed: false,
      }));
      if (kind === "topics")
        return [
          {
            call: { caller, permission: "pubsub.topics.publish", resource },
            allowed: the(publishers, resource).includes(caller),
          },
          {
            call: { caller, permission: "pubsub.topics.attachSubscription", resource },
            allowed: attachers.get(resource)?.has(caller) ?? false,
          },
          ...administer,
        ];
      const allowed = the(consumers, resource).includes(caller);
      return [{ call: { caller, permission: "pubsub.subscriptions.consume", resource }, allowed }, ...administer];
    }),
  );
}

function subscriptionsOf(address: QueueAddress | undefined): readonly string[] {
  if (address?.kind !== "pubsub-subscriptions") throw new Error("a queue without its subscriptions");
  return address.subscriptions;
}

function the(map: ReadonlyMap<string, readonly string[]>, path: string): readonly string[] {
  const found = map.get(path);
  if (found === undefined) throw new Error(`${path} is made, and stands for nothing`);
  return found;
}
