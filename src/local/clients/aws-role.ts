/** An IAM role named by its ARN, for example `arn:aws:iam::111122223333:role/services/crm`. */
export interface AwsRole {
  readonly arn: string;
  readonly account: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
}

const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role(\/(?:[^/]+\/)*)([\w+=,.@-]{1,64})$/;

/** @throws RangeError for what is not the ARN of a role; stack settings are checked long before. */
export function parseRoleArn(arn: string): AwsRole {
  const [, account, path, name] = ROLE_ARN.exec(arn) ?? [];
  if (account === undefined || path === undefined || name === undefined) {
    throw new RangeError(`${arn} is not the ARN of an IAM role`);
  }
  return { arn, account, path, name };
}
