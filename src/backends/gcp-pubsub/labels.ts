import { createHash } from "node:crypto";
import type { Retirement, Subscription } from "../../desired-state/desired-state.ts";

/** Longest key and longest value of a label: cloud.google.com/pubsub/docs/labels, "Requirements for labels". */
const LONGEST = 63;

/** Keys that this backend sets. A stack cannot use them. */
const OUR_LABELS = ["team", "event", "queue", "generation", "retired", "managed-by"] as const;

/** Of the 64 a resource can have: less ours, and one the Pulumi provider adds (ProviderArgs.addPulumiAttributionLabel). */
export const MOST_STACK_LABELS = 64 - OUR_LABELS.length - 1;

type OurLabels = { readonly [key in Exclude<(typeof OUR_LABELS)[number], "managed-by">]?: string };

/** The stack's labels with ours, whose values are made legal; the stack's are checked by `labelProblem` instead. */
export function labels(stack: Readonly<Record<string, string>>, ours: OurLabels): Record<string, string> {
  const made = Object.entries(ours).map(([key, value]) => [key, labelValue(value)]);
  return { ...stack, ...Object.fromEntries(made), "managed-by": "event-topology" };
}

/** What tells a queue's resources from others; its generation from the second on, and how it is going to be removed. */
export function queueLabels(
  { team, queue, key: { generation } }: Pick<Subscription, "team" | "queue" | "key">,
  retired: Retirement | undefined,
): OurLabels {
  return {
    team,
    queue,
    ...(generation > 1 && { generation: String(generation) }),
    ...(retired && { retired }),
  };
}

/** Lower case, with `-` for what a label cannot hold (`CUSTOMER_CREATED` → `customer_created`); a long one keeps a hash. */
function labelValue(text: string): string {
  const legal = text.toLowerCase().replace(/[^a-z0-9_-]/g, "-");
  if (legal.length <= LONGEST) return legal;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `${legal.slice(0, LONGEST - hash.length - 1)}-${hash}`;
}

/** What Google Cloud would refuse about a label of the stack; undefined when it is fine. */
export function labelProblem(key: string, value: string): string | undefined {
  if ((OUR_LABELS as readonly string[]).includes(key))
    return `the key ${key} is set by event-topology; use another key`;
  if (!/^[a-z][a-z0-9_-]{0,62}$/.test(key)) {
    return `a key has 1 to ${LONGEST} characters a-z, 0-9, _ and -, and begins with a letter; rename it`;
  }
  if (!/^[a-z0-9_-]{0,63}$/.test(value)) {
    return `the value ${JSON.stringify(value)} is not legal: at most ${LONGEST} characters a-z, 0-9, _ and -; use "${labelValue(value)}"`;
  }
  return undefined;
}
