import type { Subscription } from "../../desired-state/desired-state.ts";

/** Keys that this project writes; a stack's own labels cannot use them. */
export const MANAGED_BY = "managed-by";
export const TAG_PREFIX = "event-topology:";

/** What a tagged resource stands for, with the names that the file has at present. */
export interface Tagged {
  readonly team: string;
  readonly event?: string;
  readonly queue?: string;
  /** From the second on. */
  readonly generation?: string;
  /** How it is going to be removed. */
  readonly retired?: string;
}

/** The most tags of ours on one resource: all of a queue's, and managed-by. */
export const OWN_TAGS = 5;

/** The stack's labels and ours, as AWS tags. */
export function tags(labels: Readonly<Record<string, string>>, of: Tagged): Readonly<Record<string, string>> {
  return {
    ...labels,
    ...Object.fromEntries(Object.entries(of).map(([key, value]) => [`${TAG_PREFIX}${key}`, value])),
    [MANAGED_BY]: "event-topology",
  };
}

/** What stands for a subscription, or for a part of it. */
export function taggedAs({ team, queue, key, retired }: Subscription): Tagged {
  return {
    team,
    queue,
    ...(key.generation > 1 && { generation: String(key.generation) }),
    ...(retired !== undefined && { retired }),
  };
}
