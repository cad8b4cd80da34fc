import type { Consumption, Publication, TeamManifest } from "../../backends/manifest.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { Mistake } from "./mistake.ts";

export type Manifests = Readonly<Record<string, TeamManifest>>;

/** @throws Mistake when there is no such team. */
export function teamNamed(manifests: Manifests, team: string): TeamManifest {
  return own(manifests, team) ?? unknown("team", team, Object.keys(manifests), "The teams are");
}

/**
 * Where an event is published, whoever asks: whether they may is for the cloud to say.
 * @param reference `EVENT` or `team/EVENT`
 * @throws Mistake when no team owns such an event.
 */
export function publication(manifests: Manifests, reference: string): Publication & { readonly event: string } {
  const event = reference.slice(reference.indexOf("/") + 1);
  const owner = reference.includes("/") ? reference.slice(0, reference.indexOf("/")) : undefined;
  const owners = owner === undefined ? Object.values(manifests) : [teamNamed(manifests, owner)];
  for (const manifest of owners) {
    const found = own(manifest.publishes, event);
    if (found !== undefined) return { ...found, event };
  }
  return unknown(
    "event",
    event,
    owners.flatMap((manifest) => Object.keys(manifest.publishes)),
    "The events are",
  );
}

/**
 * A queue of the team that asks, or with `team/QUEUE` of another team: whether they may read it is for the cloud to say.
 * @throws Mistake when there is no such queue.
 */
export function consumption(manifests: Manifests, team: string, reference: string): Consumption {
  const owner = reference.includes("/") ? reference.slice(0, reference.indexOf("/")) : team;
  const queue = reference.slice(reference.indexOf("/") + 1);
  const { consumes } = teamNamed(manifests, owner);
  return (
    own(consumes, queue) ?? unknown(`queue of ${owner}`, queue, Object.keys(consumes), `The queues of ${owner} are`)
  );
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function unknown(what: string, name: string, known: readonly string[], list: string): never {
  const all = known.length === 0 ? "there is none at all" : `${list} ${[...known].sort().join(", ")}`;
  throw new Mistake(`there is no ${what} ${JSON.stringify(name)}${didYouMean(name, known).text || "."} ${all}`);
}
