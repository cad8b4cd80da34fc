import type { Subscription } from "../../desired-state/desired-state.ts";
import type { NamedQueue } from "./queue-names.ts";

/**
 * The queues of a subscription that stand in the accounts of the owners of its events, because there alone the cloud
 * can leave what it could not deliver. They are in the region of the subscription. None unless a backend has such.
 */
export type UndeliverableElsewhere = (subscription: Subscription) => readonly NamedQueue[];
