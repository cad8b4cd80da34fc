import type { DeployedResource, DeployedShard } from "./deployed-shard.ts";

/** The part of `pulumi stack export` that is read (deployment schema, version 3). */
export interface ExportedState {
  readonly deployment?: {
    readonly resources?: readonly ExportedResource[] | null;
    readonly pending_operations?: readonly unknown[] | null;
  } | null;
}

export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[] | null;
  readonly parent?: string;
}

/** Output of a stack that a full run leaves: what it was deployed from and what it depends on in other stacks. */
export const SHARD_OUTPUT = "shard";

/** What stands of a stack. */
export function readState(stack: string, { deployment }: ExportedState): DeployedShard {
  const all = deployment?.resources ?? [];
  const { digest, elsewhere } = shardOutput(all);
  const found = all.flatMap((one): [string, DeployedResource][] => {
    if (one.custom !== true || one.delete === true || one.type.startsWith("pulumi:")) return [];
    const id = idOfUrn(one.urn);
    const dependsOn = [...(one.dependencies ?? []).map(idOfUrn), ...(elsewhere[id] ?? [])];
    const { type, urn, inputs = {} } = one;
    return [[id, { id, type, urn, inputs, dependsOn }]];
  });
  const unfinished = (deployment?.pending_operations ?? []).length > 0 || all.some((one) => one.delete === true);
  return { stack, resources: new Map(found), unfinished, ...(digest !== undefined && { digest }) };
}

/** urn:pulumi:STACK::PROJECT::TYPES::NAME (Pulumi documentation, "Resource names", URNs); the name can hold `::`. */
export function idOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

interface ShardOutput {
  readonly digest?: string;
  readonly elsewhere: Readonly<Record<string, readonly string[]>>;
}

function shardOutput(all: readonly ExportedResource[]): ShardOutput {
  const outputs = all.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  const { digest, elsewhere } = Object(outputs?.[SHARD_OUTPUT]) as Partial<ShardOutput>;
  return { ...(typeof digest === "string" && { digest }), elsewhere: elsewhere ?? {} };
}
