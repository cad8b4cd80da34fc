import { awsEventbridge } from "./aws-eventbridge/index.ts";
import { awsSnsSqs } from "./aws-sns-sqs/index.ts";
import type { Backend } from "./backend.ts";
import { gcpPubsub } from "./gcp-pubsub/index.ts";

/** Every backend there is. A new one is one folder and one line here. */
export const backends: readonly Backend[] = [gcpPubsub as Backend, awsSnsSqs as Backend, awsEventbridge as Backend];

export function backendNamed(name: string): Backend | undefined {
  return backends.find((backend) => backend.name === name);
}
