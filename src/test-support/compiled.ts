import assert from "node:assert/strict";
import { stringify } from "yaml";
import { compile } from "../compile.ts";
import type { DesiredState, Origins } from "../desired-state/desired-state.ts";
import { hasErrors } from "../diagnostic.ts";
import { memoryFiles } from "./memory-files.ts";

/** Compiles a topology, given as text or as its plain value, that must have no errors. */
export async function compiled(
  topology: object | string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly desired: DesiredState; readonly origins: Origins }> {
  const text = typeof topology === "string" ? topology : stringify(topology);
  const { desired, origins, diagnostics } = await compile(
    "topology.yaml",
    memoryFiles({ "topology.yaml": text, ...more }),
  );
  assert.ok(!hasErrors(diagnostics) && desired !== undefined, JSON.stringify(diagnostics, undefined, 2));
  return { desired, origins };
}
