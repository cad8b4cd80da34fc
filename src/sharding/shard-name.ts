/** Key of the shard of what belongs to no team. No team can be called so: team names hold no `_`. */
export const SHARED = "_shared";

/** Name of the engine's stack for a team, given by its key, which a change of the team's name leaves as it is. */
export function shardStack(base: string, key: string): string {
  return `${base}.${key}`;
}

/**
 * What a stack's name can be as that of a shard: `prod.crm` is the shard `crm` of `prod`. Team keys hold no dot.
 * @returns undefined for a name without a dot in it
 */
export function partsOfName(stack: string): { readonly base: string; readonly key: string } | undefined {
  const dot = stack.lastIndexOf(".");
  return dot <= 0 || dot === stack.length - 1 ? undefined : { base: stack.slice(0, dot), key: stack.slice(dot + 1) };
}
