/** Keys that this project writes; a stack's own labels cannot use them. */
export const MANAGED_BY = "managed-by";
export const TAG_PREFIX = "event-topology:";

/** What a tagged resource stands for. */
export interface Tagged {
  readonly team: string;
  readonly event?: string;
  readonly queue?: string;
}

/** The stack's labels and ours, as AWS tags. */
export function tags(labels: Readonly<Record<string, string>>, of: Tagged): Readonly<Record<string, string>> {
  return {
    ...labels,
    ...Object.fromEntries(Object.entries(of).map(([key, value]) => [`${TAG_PREFIX}${key}`, value])),
    [MANAGED_BY]: "event-topology",
  };
}
