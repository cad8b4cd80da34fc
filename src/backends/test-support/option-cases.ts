import { optionCases as awsEventbridge } from "../aws-eventbridge/test-support/option-cases.ts";
import { optionCases as awsSnsSqs } from "../aws-sns-sqs/test-support/option-cases.ts";
import { optionCases as gcpPubsub } from "../gcp-pubsub/test-support/option-cases.ts";
import type { OptionCases } from "./option-case.ts";

/** The cases of every backend, by its name. A backend that has none fails the contract. */
export const OPTION_CASES: Readonly<Record<string, OptionCases>> = {
  "aws-eventbridge": awsEventbridge,
  "gcp-pubsub": gcpPubsub,
  "aws-sns-sqs": awsSnsSqs,
};
