import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Provider } from "@pulumi/aws/provider.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import type { ResourceConstructor } from "../backend.ts";
import { AliasOfKey } from "./deploy-alias.ts";
import type { AwsPlace } from "./place.ts";

// The SDK is imported file by file: its index pages load hundreds of services.

/** Constructors of what both AWS backends use. */
export const sharedConstructors: Readonly<Record<string, ResourceConstructor>> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": MetricAlarm,
  "aws:iam/rolePolicy:RolePolicy": RolePolicy,
  "aws:kms/alias:Alias": AliasOfKey,
  "aws:kms/key:Key": Key,
  "aws:sqs/queue:Queue": Queue,
};

/** Refuses credentials of another account before any change. */
export function awsProvider(id: string, { account, region, assumeRole }: AwsPlace): Provider {
  return new Provider(id, {
    region: region as Region,
    allowedAccountIds: [account],
    ...(assumeRole !== undefined && { assumeRoles: [{ roleArn: assumeRole, sessionName: "event-topology" }] }),
  });
}

type Region = NonNullable<ConstructorParameters<typeof Provider>[1]>["region"] & string;
