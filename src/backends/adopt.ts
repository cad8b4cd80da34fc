import type { Diagnostic } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Adopted, ImportForms } from "./adoption.ts";
import type { Backend, BackendInput } from "./backend.ts";
import type { CloudResource } from "./cloud-resource.ts";

interface Taken {
  readonly resources: readonly CloudResource[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The backend's resources, with the ids in the cloud of those that the mapping takes over. Errors, each at its line of the
 * mapping, for what could not be taken over or would be something else than what the topology describes.
 */
export function adopted(backend: Backend, input: BackendInput): Taken {
  const resources = backend.resources(input);
  const adoption = input.stack.adopted;
  if (adoption === undefined || adoption.size === 0) return { resources, diagnostics: [] };
  const places = backend.places(input);
  const idOf = (resource: CloudResource) =>
    backend.imports[resource.type]?.idOf?.(resource.properties, places.get(resource.provider));
  const problems = new Map(
    resources.flatMap((resource): [string, string][] => {
      const entry = adoption.get(resource.id);
      const problem = entry && problemOf(resource, entry, backend.imports, idOf(resource));
      return problem === undefined ? [] : [[resource.id, problem]];
    }),
  );
  const known = new Set(resources.map(({ id }) => id));
  for (const id of adoption.keys())
    if (!known.has(id)) problems.set(id, `the topology has no resource ${id}${guess(id, known)}`);
  for (const [one, other] of claimedTwice(resources, idOf)) {
    const id = [one, other].find((each) => adoption.has(each));
    // What is attached to the two is the same as well, and told with them.
    if (id === undefined) continue;
    if (!problems.has(id))
      problems.set(id, `${one} and ${other} would be the same in the cloud; adopt it as one of them`);
  }

  return {
    resources: resources.map((resource) => taken(resource, adoption.get(resource.id))),
    diagnostics: [...problems].map(([id, message]) => ({
      code: "cannot-adopt",
      severity: "error",
      message,
      span: adoption.get(id)?.span ?? input.stack.spanOf(["adopt"]),
    })),
  };
}

function taken(resource: CloudResource, entry: Adopted | undefined): CloudResource {
  if (entry === undefined) return resource;
  return { ...resource, import: entry.import, ...(entry.ignore.length > 0 && { ignoreChanges: entry.ignore }) };
}

function problemOf(
  { id, type, properties }: CloudResource,
  entry: Adopted,
  imports: ImportForms,
  expected: string | undefined,
): string | undefined {
  const form = imports[type];
  if (form === undefined) return `${id} cannot be adopted: Pulumi has no import of ${type}; remove it from the mapping`;
  if (!form.pattern.test(entry.import))
    return `${id} is imported by an id such as ${form.example}, not by ${entry.import}`;
  if (expected !== undefined && expected !== entry.import)
    return `${id} would be imported as ${entry.import}, but in this stack it is ${expected}`;
  const problem = form.problem?.(entry.import, properties);
  if (problem !== undefined) return `${id} would be imported as ${entry.import}, ${problem}`;
  const beginning = form.beginsWith?.(properties) ?? "";
  return entry.import.startsWith(beginning)
    ? undefined
    : `${id} would be imported as ${entry.import}, but in this stack its id begins with ${beginning}`;
}

function guess(id: string, known: ReadonlySet<string>): string {
  return didYouMean(id, [...known]).text || "; topology resources prints the ids there are";
}

/** Resources that are the same in the cloud as one before them, with that one. */
function claimedTwice(
  resources: readonly CloudResource[],
  idOf: (resource: CloudResource) => string | undefined,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  const twice = new Map<string, string>();
  for (const resource of resources) {
    const cloudId = idOf(resource);
    if (cloudId === undefined) continue;
    const key = `${resource.type} ${cloudId} ${resource.provider}`;
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, resource.id);
    else twice.set(resource.id, owner);
  }
  return twice;
}
