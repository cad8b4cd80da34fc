import { type AwsPlace, dnsSuffixOf, partitionOf } from "./place.ts";

/** The ARN of a resource in the place; `resource` is all behind the account. */
export function arn(place: AwsPlace, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.account}:${resource}`;
}

/** The account itself as a principal. In a policy it stands for every identity of the account that its own policies allow. */
export function accountRootArn(place: AwsPlace): string {
  return `arn:${partitionOf(place.region)}:iam::${place.account}:root`;
}

/** The URL that `CreateQueue` answers and that is the queue's id for Pulumi. */
export function queueUrl(place: AwsPlace, queue: string): string {
  return `https://sqs.${place.region}.${dnsSuffixOf(place.region)}/${place.account}/${queue}`;
}
