/** Least privilege on EventBridge, as the running emulator enforces it. */
import { awsEventbridge } from "../backends/aws-eventbridge/index.ts";
import type { Backend } from "../backends/backend.ts";
import { liveAws } from "../test-support/access/live-aws.ts";
import { liveLeastPrivilege } from "../test-support/access/live-proof.ts";

liveLeastPrivilege(awsEventbridge as Backend, liveAws);
