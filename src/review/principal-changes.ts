import type { StackSettings, TeamPrincipals } from "../backends/stack-settings.ts";
import type { Change } from "./change.ts";
import { compareText } from "./compare-text.ts";
import type { Comparison } from "./comparison.ts";
import type { StackToReview } from "./stack-to-review.ts";

const WIDENED = "Access widens: these identities may act for the team from now on.";
const NARROWED = "Services that still run under these identities are refused from then on.";
const NONE: TeamPrincipals = { publishers: [], consumers: [] };

/** Identities that a stack lets act for a team, beside those of teams that join or leave with all they have. */
export function principalChanges(
  { name, base, head }: StackToReview,
  { base: before, head: after, renamed }: Comparison,
): readonly Change[] {
  if (base === undefined || head === undefined) return [];
  const joined = new Set(before.desired.teams.map((team) => team.name));
  const teams = after.desired.teams.map((team) => team.name).filter((team) => joined.has(team));
  const formerNames = new Map([...renamed].map(([was, is]) => [is, was]));
  return teams.flatMap((team) => {
    const [old, now] = [principals(base, formerNames.get(team) ?? team), principals(head, team)];
    const about = (what: "widened" | "narrowed", details: Change["details"]): readonly Change[] =>
      details.length === 0
        ? []
        : [
            {
              kind: `grant-${what}`,
              id: `principals:${team}/${name}`,
              team,
              severity: what === "widened" ? "dangerous" : "attention",
              summary:
                what === "widened"
                  ? `more identities act for ${team} on the stack ${name}`
                  : `fewer identities act for ${team} on the stack ${name}`,
              details,
              reason: what === "widened" ? WIDENED : NARROWED,
              span: head.spanOf(["teams", team]),
              teams: [],
            },
          ];
    return [...about("widened", differences(old, now, "to")), ...about("narrowed", differences(now, old, "from"))];
  });
}

/** What `wide` has beyond `narrow`. */
function differences(narrow: TeamPrincipals, wide: TeamPrincipals, end: "from" | "to"): Change["details"] {
  const more = (had: readonly string[], has: readonly string[]) =>
    has
      .filter((one) => !had.includes(one))
      .sort(compareText)
      .join(", ");
  const publishers = more(narrow.publishers, wide.publishers);
  const consumers = more(narrow.consumers, wide.consumers);
  const both = publishers === consumers;
  const row = (field: string, names: string) =>
    names === "" ? [] : [end === "to" ? { field, to: names } : { field, from: names }];
  return both
    ? row("publishes and consumes", publishers)
    : [...row("publishes", publishers), ...row("consumes", consumers)];
}

function principals(stack: StackSettings, team: string): TeamPrincipals {
  return Object.hasOwn(stack.principals, team) ? (stack.principals[team] ?? NONE) : NONE;
}
