import type { Shard } from "./shard.ts";

/** What stands of one stack, as its state tells. */
export interface DeployedShard {
  readonly stack: string;
  /** By id; providers, components and the stack itself are left out. */
  readonly resources: ReadonlyMap<string, DeployedResource>;
  /** What its last full run was deployed from (`planDigest`); undefined when that is not known. */
  readonly digest?: string;
  /** A run was cut off, or a deletion is still to be done. */
  readonly unfinished: boolean;
}

export interface DeployedResource {
  readonly id: string;
  readonly type: string;
  readonly urn: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Ids of what it was made after, in this stack and in others. */
  readonly dependsOn: readonly string[];
}

export function nothingDeployed(stack: string): DeployedShard {
  return { stack, resources: new Map(), unfinished: false };
}

/** A planned shard as if it had been deployed: what another revision of the file stands for. */
export function asDeployed({ stack, resources, elsewhere }: Shard, digest: string): DeployedShard {
  return {
    stack,
    digest,
    unfinished: false,
    resources: new Map(
      resources.map(({ id, type, properties, dependsOn }) => [
        id,
        {
          id,
          type,
          urn: "",
          inputs: properties,
          dependsOn: [...dependsOn, ...(elsewhere[id] ?? [])],
        },
      ]),
    ),
  };
}
