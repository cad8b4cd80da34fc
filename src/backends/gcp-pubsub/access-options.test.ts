/**
 * Invariant 3 of the design where every option and setting is used, an event retired and a generation older than another;
 * without options src/backends/least-privilege.test.ts proves it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gcpAccess } from "../../test-support/access/gcp-access.ts";
import { gcpMutants } from "../../test-support/access/gcp-mutants.ts";
import { STRANGERS } from "../../test-support/access/gcp-questions.ts";
import type { Backend, BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import type { QueueAddress } from "../manifest.ts";
import { sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";
import type { GcpPlace } from "./settings.ts";
import { everything, PUSHER } from "./test-support/everything.ts";
import { agent, place } from "./test-support/gcp-input.ts";

const backend = gcpPubsub as Backend;

const teams = everything.teams
  .replace("OLD: {}", "OLD: { retired: drain }")
  .replace("queue: thai\n", "queue: thai\n      generation: 2\n      previous: { filter: { country: th } }\n");

/** On what a grant is, by its full name. */
function granted({ type, properties: { project, topic, subscription, cryptoKeyId, serviceAccountId } }: CloudResource) {
  switch (type) {
    case "gcp:pubsub/topicIAMMember:TopicIAMMember":
      return `projects/${project}/topics/${topic}`;
    case "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember":
      return `projects/${project}/subscriptions/${subscription}`;
    case "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember":
      return String(cryptoKeyId);
    case "gcp:serviceaccount/iAMMember:IAMMember":
      return String(serviceAccountId);
    default:
      return undefined;
  }
}

/** The types of `everything` that let nobody do anything; a new one has to be thought about. */
const GRANT_NOTHING = [
  "gcp:monitoring/alertPolicy:AlertPolicy",
  "gcp:projects/service:Service",
  "gcp:projects/serviceIdentity:ServiceIdentity",
  "gcp:pubsub/schema:Schema",
  "gcp:pubsub/subscription:Subscription",
  "gcp:pubsub/topic:Topic",
];

function grantsIn(resources: readonly CloudResource[]): readonly string[] {
  const grants = resources.flatMap((resource) => {
    const on = granted(resource);
    if (on !== undefined) return [`${resource.properties["member"]} ${resource.properties["role"]} ${on}`];
    assert.ok(GRANT_NOTHING.includes(resource.type), `${resource.type}: whom does it let do what?`);
    return [];
  });
  assert.equal(new Set(grants).size, grants.length, "a grant is there twice: the first to go takes the other along");
  return [...grants].sort();
}

/** What follows from the desired state: paths from the manifests, members from the stack. */
function expectedGrants(input: BackendInput<GcpPlace>): readonly string[] {
  const retired = new Set(input.desired.topics.flatMap(({ event, retired }) => (retired ? [event] : [])));
  const paths = (address: QueueAddress | undefined) =>
    address?.kind === "pubsub-subscriptions" ? address.subscriptions : [];
  const ofQueues = backend
    .manifests(input)
    .flatMap(({ consumes }) =>
      Object.values(consumes).flatMap(({ principals, older = [], ...present }) =>
        [present, ...older].flatMap(({ from, deadLetter }) => [
          ...paths(from).flatMap((on) =>
            [...principals, agent].map((member) => `${member} roles/pubsub.subscriber ${on}`),
          ),
          ...paths(deadLetter).flatMap((on) => [
            ...principals.map((member) => `${member} roles/pubsub.subscriber ${on}`),
            `${agent} roles/pubsub.publisher ${on.replace("/subscriptions/", "/topics/")}`,
          ]),
        ]),
      ),
    );
  const ofEvents = input.desired.topics
    .filter(({ event }) => !retired.has(event))
    .flatMap(({ event, team }) =>
      (input.stack.principals[team]?.publishers ?? []).map(
        (member) => `${member} roles/pubsub.publisher projects/${place.project}/topics/ar_${event}`,
      ),
    );
  return [
    ...ofQueues,
    ...ofEvents,
    `${agent} roles/cloudkms.cryptoKeyEncrypterDecrypter ${everything.place.kmsKey}`,
    `${agent} roles/iam.serviceAccountTokenCreator projects/${place.project}/serviceAccounts/${PUSHER}`,
  ].sort();
}

test("with every option, exactly what each needs is granted", async (t) => {
  const input = (await sceneOn(backend, { ...everything, teams })) as BackendInput<GcpPlace>;
  assert.ok(input.desired.subscriptions.some(({ key }) => key.generation === 2));
  assert.ok(input.desired.topics.some(({ retired }) => retired));
  const found = grantsIn(backend.resources(input));
  assert.deepEqual(found, expectedGrants(input));
  t.diagnostic(`${found.length} grants`);
});

test("evaluated, nobody gets more or less than that, and no grant can be widened or dropped unnoticed", async (t) => {
  const input = (await sceneOn(backend, { ...everything, teams })) as BackendInput<GcpPlace>;
  const resources = backend.resources(input);
  const check = gcpAccess(backend, input, resources);
  assert.equal(await check.problem(resources), undefined);

  const [member = ""] = input.stack.principals["marketing"]?.consumers ?? [];
  const mutants = gcpMutants(resources, [...STRANGERS, member]);
  const survivors: string[] = [];
  for (const { what, resources: changed } of mutants)
    if ((await check.problem(changed)) === undefined) survivors.push(what);
  assert.deepEqual(survivors, []);
  t.diagnostic(`${check.questions} (principal, action, resource), ${mutants.length} mutants`);
});
