import type { BackendInput } from "../backends/backend.ts";
import type { CloudResource } from "../backends/cloud-resource.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { homesOf } from "./misplaced.ts";
import { divide, shardOf } from "./partition.ts";
import type { Shard } from "./shard.ts";
import { SHARED, shardStack } from "./shard-name.ts";

/** What one stack of the engine is to hold; or why it is to hold nothing. */
export type StackPart =
  | {
      readonly shard: Shard;
      /** Whether the outputs of the stack are about the team, by its name. */
      readonly isHere: (team: string) => boolean;
      readonly diagnostics: readonly [];
    }
  | { readonly shard: undefined; readonly diagnostics: readonly Diagnostic[] };

/**
 * The part of a plan that belongs into a stack.
 * @param stack name of the engine's stack
 * @param base name of the stack file
 * @param resources the whole plan
 * @param standing what stands in the stack
 */
export function stackPart(
  stack: string,
  base: string,
  { desired, stack: settings }: Pick<BackendInput, "desired" | "stack">,
  resources: readonly CloudResource[],
  standing: readonly { readonly id: string }[],
): StackPart {
  const sharding = settings.sharding ?? "none";
  const span = settings.spanOf(["sharding"]);
  const refused = (code: string, message: string): StackPart => ({
    shard: undefined,
    diagnostics: [{ code, severity: "error", message, span }],
  });
  if (sharding === "none" && stack !== base)
    return refused(
      "not-sharded",
      `${base} runs as one stack, so that there is no stack ${stack}; run topology up --stack ${base}, or set event-topology:sharding to team`,
    );
  if (sharding === "team" && stack === base)
    return refused(
      "sharded-stack",
      `${base} runs as one stack for each team; run topology up --stack ${base}, or pulumi with --stack ${base}.TEAM`,
    );
  const division = divide(base, sharding, desired.teams, resources);
  const own = division.get(stack) ?? [];
  const homes = homesOf(new Set(standing.map(({ id }) => id)), division);
  const strangers = standing.flatMap(({ id }) => {
    const home = homes.get(id);
    return home === undefined || home === stack ? [] : [{ id, home }];
  });
  const [first] = strangers;
  if (first !== undefined)
    return refused(
      "misplaced",
      `${first.id}${strangers.length > 1 ? ` and ${strangers.length - 1} more` : ""} stands in the stack ${stack} and belongs into ${first.home}; run topology shards move --stack ${base}`,
    );
  const teams = new Set(own.map(({ team }) => team));
  const isHere = (team: string) => sharding === "none" || teams.has(team);
  if (own.length > 0) return { shard: shardOf(stack, own), isHere, diagnostics: [] };
  const names = [SHARED, ...desired.teams.map(({ key }) => key)].map((key) => shardStack(base, key));
  if (standing.length === 0 && stack !== base && !names.includes(stack))
    return refused(
      "unknown-shard",
      `there is no team for the stack ${stack}; the stacks are ${[...division.keys()].join(", ")}`,
    );
  return { shard: { stack, resources: [], elsewhere: {} }, isHere, diagnostics: [] };
}
