/** Least privilege on Pub/Sub, as the running emulator enforces it. */
import type { Backend } from "../backends/backend.ts";
import { gcpPubsub } from "../backends/gcp-pubsub/index.ts";
import { liveGcp } from "../test-support/access/live-gcp.ts";
import { liveLeastPrivilege } from "../test-support/access/live-proof.ts";

liveLeastPrivilege(gcpPubsub as Backend, liveGcp);
