import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { quota } from "../quota.ts";
import type { AwsPlace } from "./place.ts";
import { places } from "./places.ts";
import { spanOf } from "./span.ts";

export interface PolicyLimit {
  readonly limit: number;
  /** What is counted, for messages: `bytes of queue policy`. */
  readonly what: string;
  readonly source: string;
  readonly remedy: string;
}

/** By Pulumi type; the backends add their own. */
export const queuePolicyLimits: Readonly<Record<string, PolicyLimit>> = {
  "aws:sqs/queuePolicy:QueuePolicy": {
    limit: 8192,
    what: "bytes of queue policy",
    source: "SQS Developer Guide, quotas related to policies",
    remedy: "feed the queue from fewer events or owners, or split it",
  },
};

/** The documents that grew over what AWS stores, or are about to. */
export function checkPolicySizes(
  input: BackendInput<AwsPlace>,
  resources: readonly CloudResource[],
  limits: Readonly<Record<string, PolicyLimit>>,
): readonly Diagnostic[] {
  return [
    ...resources.flatMap((resource) => {
      const limit = limits[resource.type];
      if (limit === undefined) return [];
      return quota({
        ...limit,
        count: bytesOfPolicy(resource),
        scope: `on ${resource.name}`,
        span: spanOf(input, resource.deletedWith ?? resource.id, resource.team),
      });
    }),
    ...inlinePolicies(input, resources),
  ];
}

/** IAM counts all inline policies of a role together; those of several teams and any that are not ours. */
function inlinePolicies(input: BackendInput<AwsPlace>, resources: readonly CloudResource[]): readonly Diagnostic[] {
  const accounts = places(input);
  const byRole = new Map<string, CloudResource[]>();
  for (const resource of resources) {
    if (resource.type !== "aws:iam/rolePolicy:RolePolicy") continue;
    const key = `${accounts.get(resource.provider)?.account}/${roleName(resource)}`;
    byRole.set(key, [...(byRole.get(key) ?? []), resource]);
  }
  return [...byRole.values()].flatMap((policies) => {
    const [first] = policies;
    if (first === undefined) return [];
    return quota({
      count: policies.reduce((sum, policy) => sum + bytesOfPolicy(policy), 0),
      limit: 10_240,
      what: "characters of inline policies",
      scope: `on the role ${roleName(first)}`,
      source: "IAM User Guide, IAM and AWS STS quotas",
      span: input.stack.spanOf(["teams", first.team, "principals"]),
      remedy: "spread the team's services over several roles",
    });
  });
}

function roleName({ properties }: CloudResource): string {
  return String(properties["role"]);
}

function bytesOfPolicy({ properties }: CloudResource): number {
  return Buffer.byteLength(String(properties["policy"]));
}
