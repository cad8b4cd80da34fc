import type { Catalogue } from "./catalogue.ts";

/** The teams, whose events they consume, and who consumes theirs; by name. */
export function neighbours({ references }: Catalogue, teams: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(teams);
  for (const { event, subscription } of references) {
    if (event === undefined) continue;
    if (teams.has(event.team)) found.add(subscription.team);
    if (teams.has(subscription.team)) found.add(event.team);
  }
  return found;
}
