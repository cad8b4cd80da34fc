/**
 * The text of a Pulumi program that registers a plan from a literal array and does nothing else: what somebody would write
 * who had the list. Teams are components as in ours, so that both have the same resources.
 */
export function bareProgram(backend, input, resources) {
  const places = [...backend.places(input)].map(([id, { project }]) => ({ id, project }));
  const plain = resources.map(({ id, type, team, provider, properties, dependsOn }) => {
    return { id, type, team, provider, properties, dependsOn };
  });
  return `import { ComponentResource } from "@pulumi/pulumi";
import { Provider } from "@pulumi/gcp/provider.js";
import { Subscription, SubscriptionIAMMember, Topic, TopicIAMMember } from "@pulumi/gcp/pubsub/index.js";

const types = { Subscription, SubscriptionIAMMember, Topic, TopicIAMMember };
const places = ${JSON.stringify(places)};
const teams = ${JSON.stringify(input.desired.teams.map(({ id, name }) => ({ id, name })))};
const resources = ${JSON.stringify(plain)};

const providers = new Map(places.map(({ id, project }) => [id, new Provider(id, { project })]));
const parents = new Map(teams.map(({ id, name }) => [name, new ComponentResource("bare:index:Team", id)]));
const planned = new Map(resources.map((resource) => [resource.id, resource]));
const made = new Map();
function make(id) {
  if (made.has(id)) return made.get(id);
  const { type, team, provider, properties, dependsOn } = planned.get(id);
  const parent = parents.get(team);
  const options = { provider: providers.get(provider), dependsOn: dependsOn.map(make), ...(parent && { parent }) };
  const resource = new types[type.split(":").at(-1)](id, properties, options);
  made.set(id, resource);
  return resource;
}
for (const { id } of resources) make(id);
`;
}
