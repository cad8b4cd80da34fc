import type { ProviderPackage } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { connect } from "./connection.ts";
import { eventArchive } from "./event-archive.ts";
import { eventBus } from "./event-bus.ts";
import { eventBusPolicy } from "./event-bus-policy.ts";
import { eventRule } from "./event-rule.ts";
import { eventTarget } from "./event-target.ts";
import { iamRole } from "./iam-role.ts";
import { iamRolePolicy } from "./iam-role-policy.ts";
import { kmsAlias } from "./kms-alias.ts";
import { kmsKey } from "./kms-key.ts";
import { metricAlarm } from "./metric-alarm.ts";
import { schemasRegistry } from "./schemas-registry.ts";
import { schemasSchema } from "./schemas-schema.ts";
import { snsTopic } from "./sns-topic.ts";
import { snsTopicPolicy } from "./sns-topic-policy.ts";
import { snsTopicSubscription } from "./sns-topic-subscription.ts";
import { sqsQueue } from "./sqs-queue.ts";

/** What the AWS backends use of `@pulumi/aws`. */
export const aws: ProviderPackage<AwsConnection> = {
  name: "aws",
  settings: ["region", "allowedAccountIds"],
  ignoredSettings: [
    "assumeRoles",
    "skipCredentialsValidation",
    "skipRegionValidation",
    "skipMetadataApiCheck",
    "skipRequestingAccountId",
  ],
  identity: ["allowedAccountIds"],
  resourceTypes: [
    snsTopic,
    snsTopicPolicy,
    snsTopicSubscription,
    sqsQueue,
    iamRole,
    iamRolePolicy,
    eventBus,
    eventBusPolicy,
    eventRule,
    eventTarget,
    eventArchive,
    kmsKey,
    kmsAlias,
    metricAlarm,
    schemasRegistry,
    schemasSchema,
  ],
  connect,
};
