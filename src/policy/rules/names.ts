import { groupBy } from "../../group-by.ts";
import type { EventFact, Fact, QueueFact, TeamFact } from "../fact.ts";
import { matches } from "../name-pattern.ts";
import type { NameRule } from "../policy.ts";
import type { Violation } from "./violation.ts";

/**
 * `team-name`, `event-name`, `queue-name`: names match the pattern as a whole. A queue that is called like an event
 * that feeds it was given no name of its own.
 * @throws SlowPattern
 */
export function names(rule: NameRule, facts: readonly Fact[]): readonly Violation[] {
  const groups = [...groupBy(named(rule, facts), ({ fact }) => fact.team)];
  const matched = matches(
    rule.pattern,
    groups.map(([team, members]) => ({ team, names: members.map(({ name }) => name) })),
  );
  return groups.flatMap(([, members], group) =>
    members.flatMap(({ fact, name }, index) =>
      matched[group]?.[index] === true
        ? []
        : { fact, complaint: `the ${fact.kind} name ${name} does not match the pattern ${rule.pattern}` },
    ),
  );
}

interface Named {
  readonly fact: TeamFact | EventFact | QueueFact;
  readonly name: string;
}

function named({ rule }: NameRule, facts: readonly Fact[]): readonly Named[] {
  const unnamed = new Set(facts.flatMap((fact) => (fact.kind === "feed" ? `${fact.team}/${fact.event}` : [])));
  return facts.flatMap((fact): Named | readonly Named[] => {
    if (rule === "team-name" && fact.kind === "team") return { fact, name: fact.team };
    if (rule === "event-name" && fact.kind === "event") return { fact, name: fact.event };
    if (rule === "queue-name" && fact.kind === "queue" && !unnamed.has(`${fact.team}/${fact.queue}`))
      return { fact, name: fact.queue };
    return [];
  });
}
