import { canonicalJson } from "../cloud-resource.ts";

/** One statement of an IAM or resource policy. In an identity policy there is no principal. */
export type Statement = {
  /** Letters and digits only (IAM), unique in the document (SNS). */
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly Service: string } | { readonly AWS: OneOrMany };
  readonly Action: OneOrMany;
  /** Missing in the trust policy of a role, which is about that role alone. */
  readonly Resource?: OneOrMany;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: OneOrMany } };
};

/** A list of one is written as its only member: the clouds store it so, and another form would be an eternal diff. */
export type OneOrMany = string | readonly string[];

export function oneOrMany(values: readonly string[]): OneOrMany {
  const [first, ...rest] = values;
  return first !== undefined && rest.length === 0 ? first : values;
}

/**
 * The canonical text of a policy. The version is always said: with another one SQS never reports the policy as set
 * and the provider waits until it times out (cloud reference, section 4, P8).
 */
export function policyDocument(statements: readonly Statement[], id?: string): string {
  return canonicalJson({
    ...(id !== undefined && { Id: id }),
    Version: "2012-10-17",
    Statement: statements,
  });
}
