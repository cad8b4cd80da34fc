import type { Retirement } from "../desired-state/desired-state.ts";

/** A JSON value; what properties are made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One cloud resource as plain data: what `topology resources` prints and what the Pulumi program registers.
 * Names are always explicit, so ARNs, URLs and paths are computed strings and need no other resource's output;
 * the order of creation is said by `dependsOn` alone.
 */
export interface CloudResource {
  /** Pulumi type token, for example `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Logical name, unique within a stack over all types. Made by `id` or `partOf`. */
  readonly id: string;
  /** Name in the cloud; for an attachment without a name of its own, the name of what it is attached to. */
  readonly name: string;
  /** Team under whose component it stands: the owner of the topic or of the queue. Empty for what all teams of a place share. */
  readonly team: string;
  /** Id of the provider that makes it, one of the backend's `places`: in whose account or project it stands. */
  readonly provider: string;
  /** Inputs by the Pulumi SDK's own camelCase names. JSON documents (policies, patterns) are canonical JSON strings. */
  readonly properties: { readonly [key: string]: Json };
  /** Ids of the resources that must exist first. */
  readonly dependsOn: readonly string[];
  /** True for what can hold undelivered messages: `protect` is set on it in stacks that say `protect: true`. */
  readonly holdsMessages: boolean;
  /** It is going to be removed: no longer protected; with `retain` it is left in the cloud when it leaves the file. */
  readonly retired?: Retirement;
  /** Never call delete in the cloud; for an attachment whose removal would strip what is live (cloud reference, section 4, P2). */
  readonly retainOnDelete?: true;
  /** Id of the resource whose deletion deletes this one too. */
  readonly deletedWith?: string;
  /** Id in the cloud of what is to be taken over instead of being made. */
  readonly import?: string;
  /** Properties whose differences are left as they are. */
  readonly ignoreChanges?: readonly string[];
}

/** JSON with sorted keys and no white space: the same document is always the same string. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
