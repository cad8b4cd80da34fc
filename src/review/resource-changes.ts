import { type CloudResource, canonicalJson } from "../backends/cloud-resource.ts";
import { forcingNew } from "../backends/force-new.ts";
import { keyOf } from "../lifecycle/standing.ts";
import { compareText } from "./compare-text.ts";
import { pairs } from "./pairs.ts";
import { LEAVING_RESOURCE } from "./retirement.ts";
import type { ResourceAction, ResourceChange } from "./review.ts";

const WORST_FIRST: readonly ResourceAction[] = ["replace", "delete", "update", "create"];

/**
 * What turns the resources of one revision into those of the other. Both are sorted by id.
 * @param refused what the deploy keeps as it is, and everything else with it (`keyOf`)
 */
export function resourceChanges(
  base: readonly CloudResource[],
  head: readonly CloudResource[],
  refused: ReadonlySet<string>,
): readonly ResourceChange[] {
  return pairs(base, head)
    .flatMap((pair): readonly ResourceChange[] => {
      if (pair.base === undefined) return [change("create", pair.head, [], "It is new.")];
      if (pair.head === undefined)
        return [change("delete", pair.base, [], goneBecause(pair.base), refused.has(keyOf(pair.base)))];
      return [...difference(pair.base, pair.head, refused)];
    })
    .sort((a, b) => WORST_FIRST.indexOf(a.action) - WORST_FIRST.indexOf(b.action) || compareText(a.id, b.id));
}

function difference(base: CloudResource, head: CloudResource, refused: ReadonlySet<string>): readonly ResourceChange[] {
  const anew = (because: string, properties: readonly string[]) => [
    change("replace", head, properties, because, refused.has(keyOf(base))),
  ];
  if (base.type !== head.type) return anew("It is of another type now.", []);
  if (base.provider !== head.provider) return anew("It stands in another account, project or region now.", []);
  const properties = differing(base, head);
  if (properties.length === 0) return [];
  const forcing = forcingNew(head.type, properties);
  if (forcing.length === 0) return [change("update", head, properties, "The cloud changes it in place.")];
  return anew(`${forcing.join(", ")} cannot be changed.`, properties);
}

function goneBecause(resource: CloudResource): string {
  if (resource.retainOnDelete === true && resource.deletedWith === undefined)
    return "Nothing in the file stands for it any more; it is left as it is in the cloud.";
  if (resource.holdsMessages && resource.retired !== undefined) return LEAVING_RESOURCE[resource.retired];
  return "Nothing in the file stands for it any more.";
}

function differing(base: CloudResource, head: CloudResource): readonly string[] {
  if (base.properties === head.properties) return [];
  const names = new Set([...Object.keys(base.properties), ...Object.keys(head.properties)]);
  return [...names]
    .filter((name) => canonicalJson(base.properties[name] ?? null) !== canonicalJson(head.properties[name] ?? null))
    .sort(compareText);
}

function change(
  action: ResourceAction,
  { id, type, name, team, holdsMessages }: CloudResource,
  properties: readonly string[],
  because: string,
  refused = false,
): ResourceChange {
  const reason = refused ? `${because} The deploy refuses that, for messages would be lost.` : because;
  return { action, id, type, name, team, holdsMessages, refused, properties, reason };
}
