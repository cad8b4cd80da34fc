import { type OneOrMany, oneOrMany, type Statement } from "./policy-document.ts";

/** Refuses calls that are not encrypted in transit. */
export function denyWithoutTls(action: string, resource: string): Statement {
  return {
    Sid: "DenyWithoutTls",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * Refuses the actions to everybody but these roles, whatever other policies allow; with no role, to everybody.
 * Other actions stay open to the account, so that a deployer can always change the policy.
 */
export function denyToOthers(
  sid: string,
  actions: readonly string[],
  resource: string,
  roles: readonly { readonly arn: string }[],
): Statement {
  return {
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: oneOrMany(actions),
    Resource: resource,
    ...(roles.length > 0 && { Condition: { ArnNotEquals: { "aws:PrincipalArn": arnsOf(roles) } } }),
  };
}

/** For conditions on `aws:PrincipalArn`, which is the role's ARN in every session of it (IAM User Guide, global condition keys). */
export function arnsOf(roles: readonly { readonly arn: string }[]): OneOrMany {
  return oneOrMany(roles.map((role) => role.arn));
}
