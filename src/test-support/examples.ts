import assert from "node:assert/strict";
import { join } from "node:path";
import type { Backend, BackendInput } from "../backends/backend.ts";
import { readStack } from "../backends/read-stack.ts";
import { type Compiled, compile } from "../compile.ts";
import { nodeFiles } from "../files.ts";
import { onStack } from "./stack.ts";

const projectFolder = join(import.meta.dirname, "../..");

/** Every topology of the repository, by the name of its golden file. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  main: "topology.yaml",
  filters: "docs/examples/filters/topology.yaml",
  split: "docs/examples/split/topology.yaml",
  accounts: "docs/examples/accounts/topology.yaml",
};

/** Examples that are about their stack files, `Pulumi.<backend>.yaml`; the others run on stacks made for tests. */
const STACKS: Readonly<Record<string, string>> = {
  accounts: "docs/examples/accounts/stacks",
};

export function compileExample(file: string): Promise<Compiled> {
  return compile(file, nodeFiles(projectFolder));
}

/** An example on a stack of the backend. */
export async function exampleOn(backend: Backend, name: string): Promise<BackendInput> {
  const { desired, origins } = await compileExample(EXAMPLES[name] ?? "");
  assert.ok(desired);
  const folder = STACKS[name];
  if (folder === undefined) return onStack(backend, { desired, origins });
  const { stack, diagnostics } = await readStack(`${folder}/Pulumi.${backend.name}.yaml`, nodeFiles(projectFolder));
  assert.ok(stack, JSON.stringify(diagnostics, undefined, 2));
  return { desired, origins, stack };
}
