import { holdsMessages } from "../backends/carrier.ts";
import type { DeployedPart, DeployedResource } from "../backends/deployed.ts";
import type { Retirement } from "../desired-state/desired-state.ts";
import type { Standing } from "./standing.ts";

/** The engine's state of a stack: URN → type and what the cloud told. */
export type EngineState = Readonly<Record<string, { readonly type: string; readonly outputs: object }>>;

/** What is deployed, as far as a cloud told: providers, components and the stack itself are left out. */
export function deployedResources(state: EngineState): readonly DeployedResource[] {
  return Object.entries(state).flatMap(([urn, { type, outputs }]) =>
    // urn:pulumi:STACK::PROJECT::TYPES::NAME (Pulumi documentation, "Resource names", URNs)
    /^(pulumi|event-topology):/.test(type)
      ? []
      : { id: urn.split("::").slice(3).join("::"), type, outputs: { ...outputs } },
  );
}

const RETIREMENTS: readonly Retirement[] = ["drain", "retain", "delete"];

/** A deployed resource as far as a deploy has to know it. */
export function standingOf({ id, type, outputs }: DeployedResource, part: DeployedPart): Standing {
  const place = part.placeOf(outputs);
  const tombstone = part.retiredOf(outputs);
  const retired = RETIREMENTS.find((mode) => mode === tombstone);
  return {
    id,
    type,
    name: String(outputs["name"] ?? id),
    holdsMessages: holdsMessages(type),
    properties: outputs,
    deployed: true,
    ...(place !== undefined && { provider: part.providerId(place) }),
    ...(retired !== undefined && { retired }),
  };
}
