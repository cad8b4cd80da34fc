import { Script } from "node:vm";

/** Thrown when a pattern takes too long for the names it is asked about. */
export class SlowPattern extends Error {}

/** Names of one team, to be compared with the team's form of a pattern. */
export interface TeamNames {
  readonly team: string;
  readonly names: readonly string[];
}

/** Far beyond what 100,000 names take with a pattern that does not backtrack exponentially. */
const MAX_MILLISECONDS = 2000;

/** Runs where it can be interrupted: a pattern such as `(a+)+$` would otherwise never come back from a name of 128 letters. */
const MATCH = new Script(
  "groups.map(({ source, names }) => { const pattern = new RegExp(source); return names.map((name) => pattern.test(name)); })",
);

/**
 * Which names match the pattern as a whole, in the order of the groups and their names.
 * @param pattern ECMAScript regular expression in which `{team}` stands for the group's team
 * @throws SlowPattern
 */
export function matches(pattern: string, groups: readonly TeamNames[]): readonly (readonly boolean[])[] {
  const asked = groups.map(({ team, names }) => ({ source: sourceFor(pattern, team), names }));
  try {
    return MATCH.runInNewContext({ groups: asked }, { timeout: MAX_MILLISECONDS });
  } catch (error) {
    if (Object(error).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new SlowPattern();
    throw error;
  }
}

/** Why the pattern is none; undefined when it is one. */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(sourceFor(pattern, "team"));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*\/: /s, "") : String(error);
  }
}

function sourceFor(pattern: string, team: string): string {
  return `^(?:${pattern.replaceAll("{team}", () => team.replace(/[^a-z0-9]/g, "\\$&"))})$`;
}
