import type { DesiredState, Origins } from "../desired-state/desired-state.ts";

/** A file and who approves changes of it. */
export interface OwnedFile {
  /** Path, in the words of the topology's spans. */
  readonly file: string;
  /** The teams whose file it is, sorted; none for a file of the organization as a whole. */
  readonly teams: readonly string[];
  /** Sorted; any of them will do. Empty when nobody is named. */
  readonly reviewers: readonly string[];
}

export interface OwnedBy {
  readonly desired: DesiredState;
  readonly origins: Origins;
  /** The topology file. */
  readonly main: string;
  /** Other files of the organization as a whole: its policy, its stacks. */
  readonly common: readonly string[];
}

/**
 * Who owns which file, sorted by file: a file with teams belongs to them, as does an event's schema to the event's owner.
 * The main file and what is common belong to the reviewers of the whole; where none are named, the main file belongs to
 * the teams in it.
 */
export function ownedFiles({ desired, origins, main, common }: OwnedBy): readonly OwnedFile[] {
  const teams = new Map<string, Set<string>>();
  const add = (file: string, team: string) => teams.set(file, (teams.get(file) ?? new Set()).add(team));
  for (const { id, name } of desired.teams) {
    const file = origins.get(id)?.file;
    if (file !== undefined) add(file, name);
  }
  for (const { schema, team } of desired.topics) if (schema !== undefined) add(schema, team);
  const whole = desired.reviewers ?? [];
  if (whole.length > 0) for (const file of [main, ...common]) teams.set(file, new Set());
  return [...teams]
    .map(([file, names]) => ({
      file,
      teams: [...names].sort(),
      reviewers: names.size === 0 ? whole : reviewersOf(names, desired),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function reviewersOf(names: ReadonlySet<string>, { teams }: DesiredState): readonly string[] {
  return [...new Set(teams.flatMap(({ name, reviewers = [] }) => (names.has(name) ? reviewers : [])))].sort();
}
