import assert from "node:assert/strict";
import { stringify } from "yaml";
import { compile, type Declared } from "../compile.ts";
import type { DesiredState, Origins } from "../desired-state/desired-state.ts";
import { hasErrors } from "../diagnostic.ts";
import { memoryFiles } from "./memory-files.ts";

/** Compiles a topology, given as text or as its plain value, that must have no errors. */
export async function compiled(
  topology: object | string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly desired: DesiredState; readonly origins: Origins; readonly declared: Declared }> {
  const text = typeof topology === "string" ? topology : stringify(topology);
  const { desired, origins, declared, diagnostics } = await compile(
    "topology.yaml",
    memoryFiles({ "topology.yaml": text, ...more }),
  );
  assert.ok(!hasErrors(diagnostics) && desired && declared, JSON.stringify(diagnostics, undefined, 2));
  return { desired, origins, declared };
}
