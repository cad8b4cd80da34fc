import type { CompiledState, Declared } from "../compile.ts";
import type { Origins } from "../desired-state/desired-state.ts";
import type { Diagnostic } from "../diagnostic.ts";

/** One revision of a topology, as far as it could be read. */
export interface Side {
  /** How the user called it: a git ref, a file, or a folder. */
  readonly label: string;
  /** False when there is no topology file. */
  readonly present: boolean;
  /** False when there are errors: what stands in `desired` is only the part without any. */
  readonly complete: boolean;
  readonly desired: CompiledState;
  /** What `desired` was derived from; absent when it is not what the revision's text says. */
  readonly declared?: Declared | undefined;
  readonly origins: Origins;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The revision with another desired state than its text gives. */
export function withDesired({ declared: _, ...side }: Side, desired: CompiledState): Side {
  return { ...side, desired };
}
