import { EventArchive } from "@pulumi/aws/cloudwatch/eventArchive.js";
import { EventBus } from "@pulumi/aws/cloudwatch/eventBus.js";
import { EventBusPolicy } from "@pulumi/aws/cloudwatch/eventBusPolicy.js";
import { EventRule } from "@pulumi/aws/cloudwatch/eventRule.js";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { Registry } from "@pulumi/aws/schemas/registry.js";
import { Schema } from "@pulumi/aws/schemas/schema.js";
import { awsProvider, sharedConstructors } from "../aws/deploy.ts";
import type { Deployer } from "../backend.ts";
import type { AwsPlace } from "./settings.ts";

export const deployer: Deployer<AwsPlace> = {
  provider: awsProvider,
  constructors: {
    ...sharedConstructors,
    "aws:iam/role:Role": Role,
    "aws:cloudwatch/eventArchive:EventArchive": EventArchive,
    "aws:schemas/registry:Registry": Registry,
    "aws:schemas/schema:Schema": Schema,
    "aws:cloudwatch/eventBus:EventBus": EventBus,
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": EventBusPolicy,
    "aws:cloudwatch/eventRule:EventRule": EventRule,
    "aws:cloudwatch/eventTarget:EventTarget": EventTarget,
  },
};
