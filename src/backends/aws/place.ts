/** Where a stack of an AWS backend lives: one account, one region. Both AWS backends share it. */
export interface AwsPlace {
  /** 12 digits. */
  readonly account: string;
  /** For example `eu-west-1`. */
  readonly region: string;
}

/** Key of the place in the stack file, below `event-topology:`. */
export const awsPlaceKey = "aws";

/** JSON Schema (draft 2020-12) of the place. Only the three public partitions: a policy for another would name wrong ARNs. */
export const awsPlaceSchema = {
  type: "object",
  description: "The AWS account and region that hold the topology.",
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
