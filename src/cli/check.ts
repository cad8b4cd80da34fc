import type { Backend, BackendInput } from "../backends/backend.ts";
import { type Compiled, compile } from "../compile.ts";
import { type Diagnostic, sortDiagnostics } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { loadTransforms, type TransformsFound } from "../load-transforms.ts";
import type { FoundStack } from "./stacks.ts";

/** One topology file and the stacks it is to run as. */
export interface Subject {
  readonly file: string;
  readonly compiled: Compiled;
  readonly stacks: readonly FoundStack[];
}

/** A topology on a stack, both without errors of their own: what a backend can be asked about. */
export interface Deployment {
  readonly backend: Backend;
  readonly input: BackendInput;
}

export interface Checked {
  readonly subjects: readonly Subject[];
  readonly deployments: readonly Deployment[];
  /** Sorted; a problem that several stacks share is told once. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The topology unless the command line or the stack names another file. */
export const DEFAULT_FILE = "topology.yaml";

/**
 * Finds every problem of a topology: its own, those of the stacks, and what the clouds of the stacks refuse.
 * @param file the topology; when undefined each stack's own, else `topology.yaml`
 * @param folder where to load the user's transforms from; without it they are left out
 */
export async function check(
  file: string | undefined,
  stacks: readonly FoundStack[],
  files: Files,
  folder?: string,
): Promise<Checked> {
  const byFile = new Map<string, FoundStack[]>(stacks.length === 0 ? [[file ?? DEFAULT_FILE, []]] : []);
  for (const stack of stacks) {
    const topology = file ?? stack.stack?.topology ?? DEFAULT_FILE;
    byFile.set(topology, [...(byFile.get(topology) ?? []), stack]);
  }
  const subjects = await Promise.all(
    [...byFile].map(async ([name, on]) => ({ file: name, compiled: await compile(name, files), stacks: on })),
  );
  const found = await Promise.all(
    subjects.flatMap(({ compiled, stacks: on }) => on.map((stack) => deploymentOf(compiled, stack, folder))),
  );
  const deployments = found.flatMap(({ deployment }) => deployment ?? []);
  const problems = [
    ...subjects.flatMap(({ compiled, stacks: on }) => [
      ...compiled.diagnostics,
      ...on.flatMap((stack) => stack.diagnostics),
    ]),
    ...found.flatMap(({ problems }) => problems),
    ...(await deploymentProblems(deployments)),
  ];
  return {
    subjects,
    deployments,
    diagnostics: sortDiagnostics(distinct(problems)),
    sources: new Map([...stacks, ...subjects.map(({ compiled }) => compiled)].flatMap(({ sources }) => [...sources])),
  };
}

/** The backends are loaded only where a stack asks for one, for a fast start. */
async function deploymentProblems(deployments: readonly Deployment[]): Promise<readonly Diagnostic[]> {
  if (deployments.length === 0) return [];
  const { checkDeployment } = await import("../backends/check-deployment.ts");
  return deployments.flatMap(({ backend, input }) => checkDeployment(backend, input));
}

/** None when the topology or the stack has errors. */
async function deploymentOf(
  { desired, origins }: Compiled,
  { stack, backend }: FoundStack,
  folder: string | undefined,
): Promise<{ readonly deployment?: Deployment; readonly problems: readonly Diagnostic[] }> {
  if (desired === undefined || stack === undefined || backend === undefined) return { problems: [] };
  const { transforms, diagnostics: problems }: TransformsFound =
    folder === undefined ? { diagnostics: [] } : await loadTransforms(stack, folder);
  return { deployment: { backend, input: { desired, origins, stack, ...(transforms && { transforms }) } }, problems };
}

/** Each problem once. */
export function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
