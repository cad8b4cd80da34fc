export const OTHER_ACCOUNT = "444455556666";
/** Of which the other account is, and none of ours. */
export const OTHER_ORGANIZATION = "o-0ther0rg00";

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

/** The organization of an account, where it has one. */
export type OrganizationOf = (account: string) => string | undefined;

/**
 * A session of a role. `aws:PrincipalArn` is the role's ARN with its path, the session's ARN has none
 * (IAM User Guide, "AWS global condition context keys").
 */
export function session(role: string, organizationOf: OrganizationOf, administrator = false): Caller {
  const [, partition, , , account = "", resource = ""] = role.split(":");
  const organization = organizationOf(account);
  return {
    principal: `arn:${partition}:sts::${account}:assumed-role/${resource.split("/").at(-1)}/session`,
    role,
    ...(administrator && { administrator }),
    context: {
      "aws:PrincipalArn": role,
      "aws:PrincipalAccount": account,
      "aws:PrincipalType": "AssumedRole",
      "aws:PrincipalIsAWSService": "false",
      ...(organization !== undefined && { "aws:PrincipalOrgID": organization }),
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
 * Everybody who is none of the stack's roles. In each account somebody who has a policy that allows everything: what is
 * not denied to it is denied to nobody; and somebody without. Then an administrator of an account of nobody under the
 * name of one of ours, and nobody.
 */
export function outsiders(
  accounts: readonly string[],
  roles: readonly string[],
  organizationOf: OrganizationOf,
): readonly Caller[] {
  const intruders = accounts.map((account) => `arn:aws:iam::${account}:role/intruder`);
  const namesake = (roles[0] ?? intruders[0] ?? "").replace(/:\d{12}:/, `:${OTHER_ACCOUNT}:`);
  return [
    ...intruders.map((role) => session(role, organizationOf, true)),
    ...intruders.map((role) => session(role, organizationOf)),
    session(namesake, organizationOf, true),
    ANONYMOUS,
  ];
}
