import type { Backend, BackendInput } from "../../backends/backend.ts";
import { checkDeployment } from "../../backends/check-deployment.ts";
import { readStack } from "../../backends/read-stack.ts";
import { type Compiled, compile } from "../../compile.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../../diagnostic.ts";
import type { Files } from "../../files.ts";
import type { Accounts } from "./accounts.ts";
import { localPlace } from "./local-place.ts";
import { stackFile, type Workspace } from "./workspace.ts";

/** What was found in the user's file; errors mean that there is no plan. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** A topology that can come up locally. */
export interface Plan extends Findings {
  readonly backend: Backend;
  readonly input: BackendInput;
  readonly workspace: Workspace;
}

/**
 * Checks a topology for the local stack of a backend; touches nothing.
 * @param file as it is to be shown in messages
 * @param topologyFile the same file by its absolute path
 * @param accounts whether each team is to stand in an account (project) of its own
 */
export async function makePlan(
  backend: string,
  file: string,
  topologyFile: string,
  files: Files,
  accounts: Accounts = "shared",
): Promise<Plan | Findings> {
  const compiled = await compile(file, files);
  const { desired, diagnostics, sources } = compiled;
  if (desired === undefined) return { diagnostics, sources };
  const place = localPlace(backend, desired.organization, accounts);
  if (place === undefined) throw new Error(`the backend ${backend} has no local stack`);
  const workspace = { backend, topologyFile, place, teams: desired.teams.map((team) => team.name) };
  return deployable(compiled, desired, workspace);
}

export function isPlan(found: Plan | Findings): found is Plan {
  return "workspace" in found;
}

async function deployable(
  compiled: Compiled,
  desired: BackendInput["desired"],
  workspace: Workspace,
): Promise<Plan | Findings> {
  const text = stackFile(workspace);
  const read = await readStack("Pulumi.local.yaml", oneFile(text));
  const sources = new Map([...compiled.sources, ...read.sources]);
  const known = [...compiled.diagnostics, ...read.diagnostics];
  const { stack, backend } = read;
  if (stack === undefined || backend === undefined) return { diagnostics: sortDiagnostics(known), sources };
  const input = { desired, origins: compiled.origins, stack };
  const diagnostics = sortDiagnostics([...known, ...checkDeployment(backend, input)]);
  return hasErrors(diagnostics) ? { diagnostics, sources } : { diagnostics, sources, backend, input, workspace };
}

function oneFile(text: string): Files {
  return {
    read: async () => ({ kind: "bytes", bytes: new TextEncoder().encode(text) }),
    list: async () => [],
    exists: async () => true,
  };
}
