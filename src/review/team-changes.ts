import type { Team } from "../desired-state/desired-state.ts";
import type { Change } from "./change.ts";
import { type Comparison, placeOf } from "./comparison.ts";
import { detail, listed } from "./detail.ts";
import { pairs } from "./pairs.ts";

const ADDED = "A new team changes nothing for those that exist.";
const REMOVED = "Its events and queues go with it; each is listed on its own.";
const RENAMED = "Everything in the cloud keeps the names it has; stack files name the team by its new name.";
const CONTACT = "Nothing in the cloud changes.";
const NO_CONTACT = "Nobody is named any more who could be asked about the team's events and queues.";
const REVIEWERS = "Others than before approve changes.";

export function teamChanges(comparison: Comparison): readonly Change[] {
  const formerNames = new Map([...comparison.renamed].map(([before, after]) => [after, before]));
  return pairs(comparison.base.desired.teams, comparison.head.desired.teams).flatMap(({ base, head }) => {
    if (head === undefined) return [removed(base, comparison)];
    if (base === undefined) return [added(head, comparison)];
    return [
      ...renaming(head, formerNames, comparison),
      ...contactChange(base, head, comparison),
      ...reviewersChange(base, head, comparison),
    ];
  });
}

function added({ id, name, contact }: Team, comparison: Comparison): Change {
  return {
    kind: "team-added",
    id,
    team: name,
    severity: "safe",
    summary: `the team ${name} joins`,
    details: detail("contact", undefined, contact),
    reason: ADDED,
    ...placeOf(id, comparison),
    teams: [],
  };
}

function removed({ id, name }: Team, comparison: Comparison): Change {
  return {
    kind: "team-removed",
    id,
    team: name,
    severity: "attention",
    summary: `the team ${name} leaves`,
    details: [],
    reason: REMOVED,
    ...placeOf(id, comparison, true),
    teams: [],
  };
}

function renaming(
  { id, name }: Team,
  formerNames: ReadonlyMap<string, string>,
  comparison: Comparison,
): readonly Change[] {
  const before = formerNames.get(name);
  if (before === undefined) return [];
  return [
    {
      kind: "team-renamed",
      id,
      team: name,
      severity: "safe",
      summary: `the team ${before} is called ${name} from now on`,
      details: detail("name", before, name),
      reason: RENAMED,
      ...placeOf(id, comparison),
      teams: [],
    },
  ];
}

function contactChange(base: Team, { id, name, contact }: Team, comparison: Comparison): readonly Change[] {
  if (base.contact === contact) return [];
  return [
    {
      kind: "team-contact-changed",
      id,
      team: name,
      severity: contact === undefined ? "attention" : "safe",
      summary:
        contact === undefined
          ? `${name} has no contact any more`
          : `${name} has ${base.contact === undefined ? "a" : "another"} contact`,
      details: detail("contact", base.contact, contact),
      reason: contact === undefined ? NO_CONTACT : CONTACT,
      ...placeOf(id, comparison),
      teams: [],
    },
  ];
}

function reviewersChange(base: Team, { id, name, reviewers }: Team, comparison: Comparison): readonly Change[] {
  return detail("reviewers", listed(base.reviewers), listed(reviewers)).map((one) => ({
    kind: "reviewers-changed",
    id,
    team: name,
    severity: "attention",
    summary: `changes of ${name} have other reviewers`,
    details: [one],
    reason: REVIEWERS,
    ...placeOf(id, comparison),
    teams: [],
  }));
}
