import { rolePrincipal } from "./role.ts";

/** Where what belongs to a team stands: one account, one region. Both AWS backends share it. */
export interface AwsPlace {
  /** 12 digits. */
  readonly account: string;
  /** For example `eu-west-1`. */
  readonly region: string;
  /** Id of the organization in AWS Organizations that the account belongs to. */
  readonly organizationId?: string;
  /** ARN of the role in the account that the deployer assumes; without it the deployer's credentials are the account's own. */
  readonly assumeRole?: string;
  /** ARN of the customer-managed key that encrypts messages at rest, or `create` for one of the team's own. */
  readonly kmsKey?: string;
  /** ARN of the SNS topic that alarms of the team go to. */
  readonly notify?: string;
}

/** As `kmsKey`: a key for each team is made. */
export const CREATE = "create";

/** Key of the place in the stack file, below `event-topology:`. */
export const awsPlaceKey = "aws";

/** JSON Schema (draft 2020-12) of the place. Only the three public partitions: a policy for another would name wrong ARNs. */
export const awsPlaceSchema = {
  type: "object",
  description: "The AWS account and region that hold the topology, or of a team what it owns.",
  additionalProperties: false,
  required: ["account", "region"],
  properties: {
    account: {
      type: "string",
      pattern: "^[0-9]{12}$",
      description:
        "The account, as 12 digits in quotes (unquoted, YAML reads a number). Credentials of another account are refused before any change.",
    },
    region: {
      type: "string",
      pattern: "^(us-gov|af|ap|ca|cn|eu|il|me|mx|sa|us)-[a-z]+-[0-9]+$",
      description: "The region's code, for example eu-west-1.",
    },
    organizationId: {
      type: "string",
      pattern: "^o-[a-z0-9]{10,32}$",
      description:
        "The id of the organization in AWS Organizations, for example o-a1b2c3d4e5. With it every account of the organization may subscribe queues to the SNS topics, so that a new subscriber changes nothing of the owner; without it only the accounts of the subscribers in the topology may, and the first subscription from another account changes the policy of the topic. EventBridge needs neither.",
    },
    assumeRole: {
      type: "string",
      pattern: rolePrincipal.pattern.source,
      description:
        "The role in the account that the deployer assumes, for example arn:aws:iam::111122223333:role/event-topology-deployer; without it the deployer's own credentials must be those of the account.",
    },
    kmsKey: {
      type: "string",
      pattern: `^(${CREATE}|arn:(aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)$`,
      description:
        "The key that encrypts messages at rest: the ARN of a customer-managed key in the account's region, whose policy you keep (validate tells the statements it needs), or create for a key for each team, with rotation and a policy that lets in the team's services and what delivers to its queues. Without it SQS and SNS encrypt with keys of AWS.",
    },
    notify: {
      type: "string",
      pattern: "^arn:(aws|aws-cn|aws-us-gov):sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$",
      description:
        "The SNS topic that the team's alarms go to, in the same region, for example arn:aws:sns:eu-west-1:111122223333:crm-alarms. Its policy must let cloudwatch.amazonaws.com publish.",
    },
  },
} as const;

/** First field of every ARN in the region: `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** What ends the host names of the region's endpoints. */
export function dnsSuffixOf(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}
