import { createHash } from "node:crypto";
import type { BackendInput } from "../backends/backend.ts";

/** Variable by which `topology up` tells the program of each stack what it has checked as a whole (`checkedDigest`). */
export const CHECKED = "TOPOLOGY_CHECKED";

/**
 * Stands for all that a check looked at: a program that reads the same need not check it again, with all other teams'.
 * @param texts of the topology, of the files that it includes, and of the stack file
 */
export function checkedDigest(texts: Iterable<string>, { schemas }: BackendInput["desired"]): string {
  const hash = createHash("sha256");
  for (const text of [...texts].sort()) hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  return hash.update(JSON.stringify(schemas ?? {})).digest("hex");
}
