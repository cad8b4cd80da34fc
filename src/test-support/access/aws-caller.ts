import type { AwsPlace } from "../../backends/aws/place.ts";

export const OTHER_ACCOUNT = "444455556666";

/** Who calls, and the condition keys that AWS itself puts into every call of that caller. */
export interface Caller {
  /** The session of a role or a service principal; undefined for an unsigned request. */
  readonly principal: string | undefined;
  /** ARN of the role whose session it is. */
  readonly role?: string;
  /** Has a policy of its own, besides the produced ones, that allows everything. */
  readonly administrator?: true;
  readonly context: Readonly<Record<string, string>>;
}

/**
 * A session of a role. `aws:PrincipalArn` is the role's ARN with its path, the session's ARN has none
 * (IAM User Guide, "AWS global condition context keys").
 */
export function session(role: string, administrator = false): Caller {
  const [, partition, , , account = "", resource = ""] = role.split(":");
  return {
    principal: `arn:${partition}:sts::${account}:assumed-role/${resource.split("/").at(-1)}/session`,
    role,
    ...(administrator && { administrator }),
    context: {
      "aws:PrincipalArn": role,
      "aws:PrincipalAccount": account,
      "aws:PrincipalType": "AssumedRole",
      "aws:PrincipalIsAWSService": "false",
    },
  };
}

/**
 * A service that calls for a resource of its own. `source` is that resource's ARN; services that tell the account tell
 * the resource's. There is no `aws:PrincipalArn` (IAM User Guide, as above).
 */
export function service(principal: string, source?: string, account?: string): Caller {
  return {
    principal,
    context: {
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": principal,
      ...(source !== undefined && { "aws:SourceArn": source }),
      ...(account !== undefined && { "aws:SourceAccount": account }),
    },
  };
}

export const ANONYMOUS: Caller = { principal: undefined, context: { "aws:PrincipalType": "Anonymous" } };

/**
 * Everybody who is none of the stack's roles. The first has a policy that allows everything: what is not denied to it
 * is denied to nobody. Then one without, an administrator of another account under the name of one of ours, and nobody.
 */
export function outsiders({ account }: AwsPlace, roles: readonly string[]): readonly Caller[] {
  const intruder = `arn:aws:iam::${account}:role/intruder`;
  const namesake = (roles[0] ?? intruder).replace(`:${account}:`, `:${OTHER_ACCOUNT}:`);
  return [session(intruder, true), session(intruder), session(namesake, true), ANONYMOUS];
}
