import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";

/** The id of the subscription that keeps the messages of a dead-letter topic. */
export function deadLetterSubscriptionId({ deadLetterQueue }: Pick<Subscription, "deadLetterQueue">): string {
  return partOf("subscription", deadLetterQueue);
}
