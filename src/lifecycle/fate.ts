import type { CloudResource } from "../backends/cloud-resource.ts";
import type { Retirement } from "../desired-state/desired-state.ts";
import type { Standing } from "./standing.ts";

/** What a deploy does with one resource. */
export type Fate =
  /** It is made; nothing of it was there. */
  | { readonly kind: "create"; readonly after: CloudResource }
  /** It is made beside the generation before it, which stays. */
  | { readonly kind: "new-generation"; readonly after: CloudResource }
  | Stays<"unchanged">
  | (Stays<"in-place"> & { readonly changed: readonly string[] })
  /** It gets its tombstone, or another one: it stays, and can be removed by a later deploy. */
  | (Stays<"retire-step"> & { readonly mode: Retirement })
  /** It carried its tombstone and goes: deleted, or left in the cloud for `retain`. */
  | { readonly kind: "delete-retired"; readonly before: Standing; readonly mode: Retirement }
  /** It carries no messages: it may be deleted, or made anew, with what it belongs to. */
  | { readonly kind: "follow"; readonly before: Standing; readonly after?: CloudResource }
  /** Messages would be lost: nothing at all is deployed. */
  | { readonly kind: "refuse"; readonly before: Standing; readonly after?: CloudResource; readonly cause: Cause };

interface Stays<Kind extends string> {
  readonly kind: Kind;
  readonly before: Standing;
  readonly after: CloudResource;
}

/** Why a resource would be deleted, or deleted and made anew. */
export type Cause =
  | { readonly kind: "removed" }
  /** It would stand in another account, project or region. */
  | { readonly kind: "moved"; readonly from: string; readonly to: string }
  /** These properties cannot be changed in the cloud. */
  | { readonly kind: "forced"; readonly properties: readonly string[] };

export type Refusal = Extract<Fate, { readonly kind: "refuse" }>;
