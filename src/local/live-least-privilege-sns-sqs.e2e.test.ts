/** Least privilege on SNS and SQS, as the running emulator enforces it. */
import { awsSnsSqs } from "../backends/aws-sns-sqs/index.ts";
import type { Backend } from "../backends/backend.ts";
import { liveAws } from "../test-support/access/live-aws.ts";
import { liveLeastPrivilege } from "../test-support/access/live-proof.ts";

liveLeastPrivilege(awsSnsSqs as Backend, liveAws);
