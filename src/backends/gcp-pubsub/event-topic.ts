import type { Topic } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { topicOf } from "./addresses.ts";
import { labels } from "./labels.ts";
import { schemaPath } from "./names.ts";
import { schemaResource } from "./schema.ts";
import type { Services } from "./services.ts";
import type { GcpPlace } from "./settings.ts";
import { pubsubTopic } from "./topic.ts";

/** The topic of an event in its owner's project, and the schema of its messages where that is registered; nothing for a topic that exists. */
export function eventResources(
  input: BackendInput<GcpPlace>,
  topic: Topic,
  { api }: Services,
): readonly CloudResource[] {
  const { stack } = input;
  const { id, event, team, retentionSeconds, retired } = topic;
  const { name, existing } = topicOf(input, topic);
  if (existing !== undefined) return [];
  const place = stack.placeOf(team);
  const schema = schemaResource(input, topic, api);
  const made = pubsubTopic(
    {
      id,
      name,
      team,
      dependsOn: [...api, ...(schema === undefined ? [] : [schema.id])],
      ...(retired && { retired }),
    },
    place,
    labels(stack.labels, { team, event, ...(retired && { retired }) }),
    {
      ...(retentionSeconds !== undefined && { messageRetentionDuration: `${retentionSeconds}s` }),
      ...(schema && { schemaSettings: { schema: schemaPath(place.project, schema.name), encoding: "JSON" } }),
    },
  );
  return schema === undefined ? [made] : [schema, made];
}
