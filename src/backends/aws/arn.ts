import { type AwsPlace, dnsSuffixOf, partitionOf } from "./place.ts";

/** The ARN of a resource in the place; `resource` is all behind the account. */
export function arn(place: AwsPlace, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.account}:${resource}`;
}

/** The account itself as a principal. In a policy it stands for every identity of the account that its own policies allow. */
export function accountRootArn(place: AwsPlace): string {
  return `arn:${partitionOf(place.region)}:iam::${place.account}:root`;
}

/** A role of the account, without a path. IAM has no regions. */
export function roleArn(place: AwsPlace, name: string): string {
  return `arn:${partitionOf(place.region)}:iam::${place.account}:role/${name}`;
}

/** The URL that `CreateQueue` answers and that is the queue's id for Pulumi. */
export function queueUrl(place: AwsPlace, queue: string): string {
  return `https://sqs.${place.region}.${dnsSuffixOf(place.region)}/${place.account}/${queue}`;
}

/** The account that an ARN names; empty for what has none. */
export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
