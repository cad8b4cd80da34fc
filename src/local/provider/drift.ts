import type { Json } from "../../backends/cloud-resource.ts";
import type { Properties } from "./input-property.ts";
import { isSame } from "./input-property.ts";
import type { ResourceType, Told } from "./resource-type.ts";

/**
 * The inputs that describe what the cloud holds now: `told` where it tells, with the spelling known so far where that
 * means the same, so that a refresh without drift changes nothing.
 */
export function drifted(type: ResourceType, known: Properties, told: Told): Properties {
  const isImport = Object.keys(known).length === 0;
  const inputs: Record<string, Json> = {};
  for (const [key, property] of Object.entries(type.inputs)) {
    const old = known[key];
    const ignored = property.driftOnlyWhenSet === true && old === undefined && !isImport;
    const isTold = Object.hasOwn(told, key) && !ignored;
    const now = isTold && !isSame(property, old, told[key]) ? told[key] : old;
    const value = now ?? (isImport ? property.default : undefined);
    if (value !== undefined && value !== null) inputs[key] = value;
  }
  return inputs;
}
