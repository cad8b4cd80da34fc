import type { CloudResource } from "../../backends/cloud-resource.ts";
import { aws } from "../../local/provider/aws/aws.ts";
import { gcp } from "../../local/provider/gcp/gcp.ts";
import type { ResourceType } from "../../local/provider/resource-type.ts";

/** What the engine would do in the cloud with a program that registers `after` on a stack with `before`, and no checks. */
export interface Outcome {
  /** Deleted in the cloud for good, or before they are made anew. */
  readonly deleted: readonly CloudResource[];
  readonly replaced: readonly CloudResource[];
  /** Protected resources that it refuses to delete or replace: nothing is changed then. */
  readonly blocked: readonly CloudResource[];
}

/** The inputs of each type that the providers of the embedded stack cannot change, which the real engine obeys there. */
const FORCING = new Map(
  ([...aws.resourceTypes, ...gcp.resourceTypes] as readonly ResourceType[]).map(({ token, inputs }) => [
    token,
    Object.entries(inputs).flatMap(([name, { forceNew, ...input }]) =>
      forceNew === true ? [{ name, missing: "default" in input ? input.default : undefined }] : [],
    ),
  ]),
);

/**
 * The engine's rules for what `deploy` registers: a resource is its type and name; another provider, or a new value for an
 * input that the provider cannot change, replaces it, deleting first since its name is explicit; `protect`,
 * `retainOnDelete` and `deletedWith` count as they were when it was last deployed. Says nothing of labels and tombstones.
 */
export function engineOutcome(
  before: readonly CloudResource[],
  after: readonly CloudResource[],
  protect: boolean,
): Outcome {
  const [olds, news] = [byUrn(before), byUrn(after)];
  const [removed, replaced]: [CloudResource[], CloudResource[]] = [[], []];
  for (const [urn, resource] of olds) {
    const next = news.get(urn);
    if (next === undefined) removed.push(resource);
    else if (isReplaced(resource, next)) replaced.push(resource);
  }
  const going = [...removed, ...replaced];
  const ids = new Set(going.map(({ id }) => id));
  return {
    replaced,
    blocked: going.filter((resource) => isProtected(resource, protect)),
    deleted: going.filter(
      (resource) =>
        !isRetained(resource, protect) && !(resource.deletedWith !== undefined && ids.has(resource.deletedWith)),
    ),
  };
}

const known = new WeakMap<readonly CloudResource[], ReadonlyMap<string, CloudResource>>();

/** A state is compared with all others. */
function byUrn(resources: readonly CloudResource[]): ReadonlyMap<string, CloudResource> {
  const urns =
    known.get(resources) ?? new Map(resources.map((resource) => [`${resource.type} ${resource.id}`, resource]));
  known.set(resources, urns);
  return urns;
}

function isReplaced(before: CloudResource, after: CloudResource): boolean {
  if (before.provider !== after.provider) return true;
  const forcing = FORCING.get(after.type);
  if (forcing === undefined) return JSON.stringify(before.properties) !== JSON.stringify(after.properties);
  return forcing.some(({ name, missing }) => {
    if (after.ignoreChanges?.includes(name)) return false;
    const [old, now] = [before.properties[name] ?? missing, after.properties[name] ?? missing];
    return old !== now && JSON.stringify(old) !== JSON.stringify(now);
  });
}

function isProtected({ holdsMessages, retired, retainOnDelete }: CloudResource, protect: boolean): boolean {
  return protect && holdsMessages && retired === undefined && retainOnDelete !== true;
}

function isRetained({ holdsMessages, retired, retainOnDelete }: CloudResource, protect: boolean): boolean {
  return retired === "retain" || (retainOnDelete === true && (protect || holdsMessages));
}
