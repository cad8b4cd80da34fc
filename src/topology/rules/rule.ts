import type { Diagnostic } from "../../diagnostic.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Topology } from "../topology.ts";

/**
 * One thing that must hold in a topology. A rule lives in the file of its code, with its test beside it, and is listed in
 * `rules.ts`. It never throws and never looks at a cloud.
 */
export interface Rule {
  readonly code: string;
  check(topology: Topology, catalogue: Catalogue): readonly Diagnostic[];
}
