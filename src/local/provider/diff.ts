import type { Properties } from "./input-property.ts";
import { isSame, isUnknown } from "./input-property.ts";
import type { ResourceType, Told } from "./resource-type.ts";

export interface Diff {
  /** Changed inputs, sorted. */
  readonly changes: readonly Change[];
  /** A replacement must delete first: the name is taken until then. */
  readonly deleteBeforeReplace: boolean;
}

export interface Change {
  readonly key: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** What turns the old inputs into the new ones. A value that is not known yet counts as changed. */
export function diff(type: ResourceType, olds: Properties, news: Properties): Diff {
  const changes = changedKeys(type, olds, news).map((key): Change => {
    const kind = olds[key] === undefined ? "add" : news[key] === undefined ? "delete" : "update";
    return { key, kind, replaces: type.inputs[key]?.forceNew === true };
  });
  return { changes, deleteBeforeReplace: type.name !== undefined && changes.some((change) => change.replaces) };
}

/** Names of the inputs that differ in meaning from `a` to `b`, sorted. */
export function changedKeys(type: ResourceType, a: Told, b: Told): readonly string[] {
  return Object.entries(type.inputs)
    .filter(([key, property]) => !(property.driftOnlyWhenSet && b[key] === undefined))
    .filter(([key, property]) => isUnknown(b[key]) || !isSame(property, a[key], b[key]))
    .map(([key]) => key)
    .sort();
}
