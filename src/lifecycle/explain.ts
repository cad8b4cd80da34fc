import type { Diagnostic } from "../diagnostic.ts";
import type { Edit } from "./edit.ts";
import type { Refusal } from "./fate.ts";

/** Explains the refusals whose reason it knows, and leaves the others. */
export type Explain = (edit: Edit, refusals: readonly Refusal[]) => Explained;

export interface Explained {
  readonly diagnostics: readonly Diagnostic[];
  readonly left: readonly Refusal[];
}
