import { stringify } from "yaml";
import type { Backend, BackendInput } from "../../backends/backend.ts";
import { checkDeployment } from "../../backends/check-deployment.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import { planOf } from "../../backends/plan.ts";
import { type Compiled, compile } from "../../compile.ts";
import { hasErrors } from "../../diagnostic.ts";
import { memoryFiles } from "../../test-support/memory-files.ts";
import { type Accounts, onStack } from "../../test-support/stack.ts";
import { baseTopology, FILES, type Value } from "./base-topology.ts";
import { FILE_EDITS, type FileEdit } from "./file-edits.ts";
import { stackEdits } from "./stack-edits.ts";

/** What a topology and its stack stand for after one edit. */
export interface State {
  readonly name: string;
  readonly input: BackendInput;
  readonly resources: readonly CloudResource[];
}

/** The file after an edit and those that it builds upon. */
export function edited(edit: FileEdit): Value {
  const before = edit.on === undefined ? undefined : FILE_EDITS.find(({ name }) => name === edit.on);
  if (edit.on !== undefined && before === undefined)
    throw new Error(`${edit.name} builds upon ${edit.on}, which is not there`);
  const topology = before === undefined ? baseTopology() : edited(before);
  edit.edit(topology);
  return topology;
}

export function compiledEdit(edit: FileEdit): Promise<Compiled> {
  return compile("topology.yaml", memoryFiles({ ...FILES, "topology.yaml": stringify(edited(edit)) }));
}

const known = new Map<string, Promise<readonly State[]>>();

/** The states that the backend can be deployed in: every edit of the file, and of the stack file with the base topology. */
export function statesOf(backend: Backend, accounts: Accounts): Promise<readonly State[]> {
  const name = `${backend.name} ${accounts}`;
  const states = known.get(name) ?? deployableStates(backend, accounts);
  known.set(name, states);
  return states;
}

let files: Promise<readonly (Compiled & { readonly name: string })[]> | undefined;

async function deployableStates(backend: Backend, accounts: Accounts): Promise<readonly State[]> {
  files ??= Promise.all(FILE_EDITS.map(async (edit) => ({ name: edit.name, ...(await compiledEdit(edit)) })));
  const edits = (await files).map((file) => ({ ...file, more: {} }));
  const [base] = edits;
  const stacks =
    base === undefined ? [] : stackEdits(backend).map(({ name, more }) => ({ ...base, name, more: more(backend) }));
  return [...edits, ...stacks].flatMap(({ name, desired, origins, more }): State[] => {
    if (desired === undefined) return [];
    const input = onStack(backend, { desired, origins }, more, accounts);
    if (hasErrors(checkDeployment(backend, input))) return [];
    return [{ name, input, resources: planOf(backend, input).resources }];
  });
}
