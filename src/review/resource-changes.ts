import { type CloudResource, canonicalJson } from "../backends/cloud-resource.ts";
import { forcingNew } from "../backends/force-new.ts";
import { compareText } from "./compare-text.ts";
import { pairs } from "./pairs.ts";
import type { ResourceAction, ResourceChange } from "./review.ts";

const WORST_FIRST: readonly ResourceAction[] = ["replace", "delete", "update", "create"];

/** What turns the resources of one revision into those of the other. Both are sorted by id. */
export function resourceChanges(
  base: readonly CloudResource[],
  head: readonly CloudResource[],
): readonly ResourceChange[] {
  return pairs(base, head)
    .flatMap((pair): readonly ResourceChange[] => {
      if (pair.base === undefined) return [change("create", pair.head, [], "It is new.")];
      if (pair.head === undefined) return [change("delete", pair.base, [], goneBecause(pair.base))];
      return [...difference(pair.base, pair.head)];
    })
    .sort((a, b) => WORST_FIRST.indexOf(a.action) - WORST_FIRST.indexOf(b.action) || compareText(a.id, b.id));
}

function difference(base: CloudResource, head: CloudResource): readonly ResourceChange[] {
  if (base.type !== head.type) return [change("replace", head, [], withLoss("It is of another type now", head))];
  if (base.provider !== head.provider)
    return [change("replace", head, [], withLoss("It stands in another account, project or region now", head))];
  const properties = differing(base, head);
  if (properties.length === 0) return [];
  const forcing = forcingNew(head.type, properties);
  if (forcing.length === 0) return [change("update", head, properties, "The cloud changes it in place.")];
  const [first = ""] = forcing;
  const what = forcing.length === 1 ? `${first} cannot be changed` : `${forcing.join(", ")} cannot be changed`;
  return [change("replace", head, properties, withLoss(what, head))];
}

function goneBecause(resource: CloudResource): string {
  if (resource.retainOnDelete === true && resource.deletedWith === undefined)
    return "Nothing in the file stands for it any more; it is left as it is in the cloud.";
  return withLoss("Nothing in the file stands for it any more", resource);
}

function withLoss(sentence: string, { holdsMessages }: CloudResource): string {
  return `${sentence}${holdsMessages ? "; the messages in it are lost" : ""}.`;
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
  reason: string,
): ResourceChange {
  return { action, id, type, name, team, holdsMessages, properties, reason };
}
