import type { AffectedTeam } from "../review.ts";

/** What it is of its own that a team feels the change of; of one team, and of several together. */
export interface Own {
  readonly one: string;
  readonly several: string;
}

/** By the kind of the changed id. */
const OWN: Readonly<Record<string, Own>> = {
  subscription: { one: "its own queue", several: "their own queues" },
  principals: { one: "its identities on", several: "their identities" },
  place: { one: "its place on", several: "their places" },
};

/** How the effect of a change arrives at a team. */
export interface Way {
  /** Where something of the team's own changes. */
  readonly own?: Own;
  /** Directly: the event, queue or stack that changes. Downstream: by turns who publishes and what, from the first affected team on. */
  readonly names: readonly string[];
}

export function wayTo({ depth, path }: AffectedTeam): Way {
  const names = path.map((id) => id.slice(id.indexOf(":") + 1));
  if (depth > 1) return { names: names.slice(1, -1) };
  const [changed = "", name = ""] = [path[0], names[0]];
  const own = OWN[changed.slice(0, changed.indexOf(":"))];
  return own === undefined ? { names: [name] } : { own, names: [name.slice(name.indexOf("/") + 1)] };
}
