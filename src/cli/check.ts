import { checkDeployment } from "../backends/check-deployment.ts";
import { type Compiled, compile } from "../compile.ts";
import { type Diagnostic, sortDiagnostics } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import type { FoundStack } from "./stacks.ts";

/** One topology file and the stacks it is to run as. */
export interface Subject {
  readonly file: string;
  readonly compiled: Compiled;
  readonly stacks: readonly FoundStack[];
}

export interface Checked {
  readonly subjects: readonly Subject[];
  /** Sorted; a problem that several stacks share is told once. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

const DEFAULT_FILE = "topology.yaml";

/**
 * Finds every problem of a topology: its own, those of the stacks, and what the clouds of the stacks refuse.
 * @param file the topology; when undefined each stack's own, else `topology.yaml`
 */
export async function check(file: string | undefined, stacks: readonly FoundStack[], files: Files): Promise<Checked> {
  const byFile = new Map<string, FoundStack[]>(stacks.length === 0 ? [[file ?? DEFAULT_FILE, []]] : []);
  for (const stack of stacks) {
    const topology = file ?? stack.stack?.topology ?? DEFAULT_FILE;
    byFile.set(topology, [...(byFile.get(topology) ?? []), stack]);
  }
  const subjects = await Promise.all(
    [...byFile].map(async ([name, on]) => ({ file: name, compiled: await compile(name, files), stacks: on })),
  );
  const problems = subjects.flatMap(({ compiled, stacks: on }) => [
    ...compiled.diagnostics,
    ...on.flatMap((stack) => [...stack.diagnostics, ...refusals(compiled, stack)]),
  ]);
  return {
    subjects,
    diagnostics: sortDiagnostics(distinct(problems)),
    sources: new Map([...stacks, ...subjects.map(({ compiled }) => compiled)].flatMap(({ sources }) => [...sources])),
  };
}

/** What the stack's cloud refuses; it can only be asked when both the topology and the stack are without errors. */
function refusals({ desired, origins }: Compiled, { stack, backend }: FoundStack): readonly Diagnostic[] {
  if (desired === undefined || stack === undefined || backend === undefined) return [];
  return checkDeployment(backend, { desired, origins, stack });
}

/** Each problem once. */
export function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
