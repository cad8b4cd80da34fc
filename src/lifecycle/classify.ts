import { carrierOf } from "../backends/carrier.ts";
import type { CloudResource } from "../backends/cloud-resource.ts";
import { FORCE_NEW, forcingNew } from "../backends/force-new.ts";
import { differing, isSame } from "./differing.ts";
import type { Cause, Fate } from "./fate.ts";
import { keyOf, type Standing } from "./standing.ts";
import { subjectOf } from "./subject.ts";

/**
 * What a deploy would do with every resource that stands or is planned, each once, from the rules of the engine: it knows
 * resources by type and id, and replaces what has a new value for a property that its cloud cannot change. A replacement
 * deletes first, since two resources cannot have one name (cloud reference, section 4, P1).
 * @param table which properties force that, by type
 */
export function classify(
  before: readonly Standing[],
  after: readonly CloudResource[],
  table = FORCE_NEW,
): readonly Fate[] {
  const planned = new Map(after.map((resource) => [keyOf(resource), resource]));
  const standing = new Map(before.map((resource) => [keyOf(resource), resource]));
  const created = after.filter((resource) => !standing.has(keyOf(resource)));
  const generations = created.length === 0 ? NONE : standingGenerations(before, new Set(after.map(({ id }) => id)));
  return [
    ...before.map((resource): Fate => {
      const next = planned.get(keyOf(resource));
      return next === undefined ? gone(resource) : stays(resource, next, table);
    }),
    ...created.map(
      (resource): Fate => ({ kind: isNext(resource, generations) ? "new-generation" : "create", after: resource }),
    ),
  ];
}

function gone(before: Standing): Fate {
  if (!before.holdsMessages || carrierOf(before.type) === "key") return { kind: "follow", before };
  if (before.retired !== undefined) return { kind: "delete-retired", before, mode: before.retired };
  return { kind: "refuse", before, cause: { kind: "removed" } };
}

function stays(before: Standing, after: CloudResource, table: typeof FORCE_NEW): Fate {
  const changed = changedOf(before, after, table);
  const forced = forcingNew(after.type, changed, table);
  const cause = causeOf(before, after, forced);
  if (cause !== undefined)
    return isLostWhenReplaced(after.type)
      ? { kind: "refuse", before, after, cause }
      : { kind: "follow", before, after };
  if (after.retired !== undefined && after.retired !== before.retired)
    return { kind: "retire-step", before, after, mode: after.retired };
  return changed.length === 0 ? { kind: "unchanged", before, after } : { kind: "in-place", before, after, changed };
}

function isLostWhenReplaced(type: string): boolean {
  const carrier = carrierOf(type);
  return carrier !== undefined && carrier !== "key";
}

function causeOf(before: Standing, after: CloudResource, forced: readonly string[]): Cause | undefined {
  if (before.provider !== undefined && before.provider !== after.provider)
    return { kind: "moved", from: before.provider, to: after.provider };
  return forced.length === 0 ? undefined : { kind: "forced", properties: forced };
}

/** A deployed resource tells more than was planned; of what was planned before and is no longer, only what forces. */
function changedOf(before: Standing, after: CloudResource, table: typeof FORCE_NEW): readonly string[] {
  if (isSame(before.properties, after.properties)) return [];
  const said = Object.keys(before.properties);
  const asked = before.deployed === true ? forcingNew(after.type, said, table) : said;
  const names = [...asked, ...Object.keys(after.properties)].filter(
    (name) => after.ignoreChanges?.includes(name) !== true,
  );
  return differing(names, before.properties, after.properties);
}

const NONE: ReadonlyMap<string, number> = new Map();

/** The youngest generation that stands and stays, by queue. */
function standingGenerations(before: readonly Standing[], planned: ReadonlySet<string>): ReadonlyMap<string, number> {
  const youngest = new Map<string, number>();
  for (const { id, holdsMessages } of before) {
    if (!holdsMessages || !planned.has(id)) continue;
    const subject = subjectOf(id);
    if (subject.kind !== "queue") continue;
    const name = `${subject.team}/${subject.queue}`;
    youngest.set(name, Math.max(youngest.get(name) ?? 0, subject.generation));
  }
  return youngest;
}

function isNext({ id }: CloudResource, generations: ReadonlyMap<string, number>): boolean {
  if (generations.size === 0) return false;
  const subject = subjectOf(id);
  if (subject.kind !== "queue" && subject.kind !== "feed") return false;
  const youngest = generations.get(`${subject.team}/${subject.queue}`);
  return youngest !== undefined && youngest < subject.generation;
}
