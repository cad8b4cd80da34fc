const ROLE = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/((?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64}))$/;

/**
 * What a principal is on AWS: the ARN of an IAM role. IAM allows more in a path than this pattern does; `*`, `?`
 * and `$` are left out, because a policy condition would read them as wildcards and variables.
 */
export const rolePrincipal = { pattern: ROLE, example: "arn:aws:iam::111122223333:role/crm" } as const;

export interface Role {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  /** Path and name, `path/to/crm`; IAM names are unique in an account whatever their path. */
  readonly pathAndName: string;
  readonly name: string;
}

/** Undefined when the text is not the ARN of a role. */
export function parseRole(arn: string): Role | undefined {
  const [, partition, account, pathAndName, name] = ROLE.exec(arn) ?? [];
  if (partition === undefined || account === undefined || pathAndName === undefined || name === undefined) return;
  return { arn, partition, account, pathAndName, name };
}

/** The distinct roles among principals, sorted by ARN; what is not a role is left out, `checkPrincipals` reports it. */
export function rolesOf(principals: readonly string[]): readonly Role[] {
  return [...new Set(principals)]
    .sort()
    .map(parseRole)
    .filter((role) => role !== undefined);
}
