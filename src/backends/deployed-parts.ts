import { deployed as awsEventbridge } from "./aws-eventbridge/deployed.ts";
import { deployed as awsSnsSqs } from "./aws-sns-sqs/deployed.ts";
import type { Backend } from "./backend.ts";
import type { DeployedPart } from "./deployed.ts";
import { deployed as gcpPubsub } from "./gcp-pubsub/deployed.ts";

const PARTS: Readonly<Record<string, DeployedPart>> = {
  "aws-eventbridge": awsEventbridge as DeployedPart,
  "aws-sns-sqs": awsSnsSqs as DeployedPart,
  "gcp-pubsub": gcpPubsub as DeployedPart,
};

/** What the backend's cloud tells of resources that are deployed already. */
export function deployedPart({ name }: Backend): DeployedPart {
  const part = PARTS[name];
  if (part === undefined) throw new Error(`the backend ${name} does not tell what is deployed`);
  return part;
}
