import type { AwsPlace } from "../../backends/aws/place.ts";
import type { CloudResource, Json } from "../../backends/cloud-resource.ts";

/** The produced policies by what they are attached to. Attachments are read from properties, never from our own ids. */
export interface AwsPolicies {
  /** Texts by the ARN's account and role name, `111122223333/crm`. */
  readonly ofRole: ReadonlyMap<string, readonly string[]>;
  /** Texts by the ARN of the queue, topic or bus, and who may assume a role by that of the role. */
  readonly on: ReadonlyMap<string, string>;
  /** ARNs of all queues, topics, buses, roles and keys. */
  readonly made: ReadonlySet<string>;
  /** ARN of a queue → who may name it as its dead-letter queue; a queue without an entry takes any queue of the account. */
  readonly redriveAllow: ReadonlyMap<string, string>;
}

/** The place of a provider, by the provider's id. */
export type PlaceOf = (provider: string) => AwsPlace;

/** Throws on a type it does not know, on a second policy for one attachment and on one attached to nothing. */
export function awsPolicies(resources: readonly CloudResource[], placeOf: PlaceOf): AwsPolicies {
  const ofRole = new Map<string, string[]>();
  const on = new Map<string, string>();
  const made = new Set<string>();
  const redriveAllow = new Map<string, string>();

  for (const { type, id, provider, properties } of resources) {
    const place = placeOf(provider);
    const text = (key: string) => textOf(properties[key], `${key} of ${id}`);
    switch (type) {
      case "aws:sqs/queue:Queue": {
        const arn = arnOf(place, type, text("name"));
        made.add(arn);
        if ("policy" in properties) only(on, arn, text("policy"));
        if ("redriveAllowPolicy" in properties) only(redriveAllow, arn, text("redriveAllowPolicy"));
        break;
      }
      case "aws:sns/topic:Topic":
      case "aws:cloudwatch/eventBus:EventBus":
        refuse(properties, ["policy"], id);
        made.add(arnOf(place, type, text("name")));
        break;
      case "aws:sns/topicPolicy:TopicPolicy":
        only(on, text("arn"), text("policy"));
        break;
      case "aws:cloudwatch/eventBusPolicy:EventBusPolicy":
        only(on, arnOf(place, "aws:cloudwatch/eventBus:EventBus", text("eventBusName")), text("policy"));
        break;
      case "aws:iam/role:Role":
        refuse(properties, ["inlinePolicies", "managedPolicyArns", "path"], id);
        made.add(roleArn(place, text("name")));
        only(on, roleArn(place, text("name")), text("assumeRolePolicy"));
        break;
      case "aws:iam/rolePolicy:RolePolicy": {
        const role = `${place.account}/${text("role")}`;
        ofRole.set(role, [...(ofRole.get(role) ?? []), text("policy")]);
        break;
      }
      case "aws:kms/key:Key":
        made.add(keyArn(place, id));
        only(on, keyArn(place, id), text("policy"));
        break;
      case "aws:kms/alias:Alias":
      case "aws:cloudwatch/metricAlarm:MetricAlarm":
        break;
      case "aws:sns/topicSubscription:TopicSubscription":
      case "aws:cloudwatch/eventRule:EventRule":
        refuse(properties, ["roleArn", "subscriptionRoleArn"], id);
        break;
      case "aws:cloudwatch/eventTarget:EventTarget":
        // What the role of a target may is asked of every role that is made.
        break;
      default:
        throw new Error(`${id}: it is not known whom ${type} lets do what`);
    }
  }
  for (const arn of [...on.keys(), ...redriveAllow.keys()])
    if (!made.has(arn)) throw new Error(`a policy is attached to ${arn}, which is not made`);
  return { ofRole, on, made, redriveAllow };
}

const SERVICES: Readonly<Record<string, string>> = {
  "aws:sqs/queue:Queue": "sqs:{place}:",
  "aws:sns/topic:Topic": "sns:{place}:",
  "aws:cloudwatch/eventBus:EventBus": "events:{place}:event-bus/",
};

/** The ARN of a queue, topic or bus (Service Authorization Reference, "Resource types"); written here a second time on purpose. */
export function arnOf({ region, account }: AwsPlace, type: string, name: string): string {
  return `arn:aws:${SERVICES[type]?.replace("{place}", `${region}:${account}`)}${name}`;
}

/** KMS makes up the id of a key; here it is what distinguishes it among the resources. */
export function keyArn({ region, account }: AwsPlace, id: string): string {
  return `arn:aws:kms:${region}:${account}:key/${id.replace(":", "-")}`;
}

export function roleArn({ account }: AwsPlace, name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

function only(map: Map<string, string>, arn: string, text: string): void {
  if (map.has(arn)) throw new Error(`two resources write the policy of ${arn}`);
  map.set(arn, text);
}

function refuse(properties: CloudResource["properties"], keys: readonly string[], id: string): void {
  for (const key of keys) if (key in properties) throw new Error(`${id} grants by ${key}, which is not evaluated`);
}

function textOf(value: Json | undefined, what: string): string {
  if (typeof value !== "string") throw new Error(`${what} is not a text`);
  return value;
}
