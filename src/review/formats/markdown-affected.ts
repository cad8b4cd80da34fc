import { count } from "../../report/summary.ts";
import type { AffectedTeam } from "../review.ts";
import { wayTo } from "./affected-ways.ts";
import { moreOf } from "./counts.ts";
import { code } from "./markdown-code.ts";

const MOST_TEAMS = 12;
const MOST_DIRECT = 10;
const MOST_DOWNSTREAM = 15;
/** So few are read at a glance. */
const OPEN_UP_TO = 2;

/** Who feels what changes: those it reaches directly by what reaches them, then the others by the way it takes. */
export function affectedSection(affected: readonly AffectedTeam[]): string {
  if (affected.length === 0) return "";
  const direct = affected.filter(({ depth }) => depth === 1);
  const downstream = affected.filter(({ depth }) => depth > 1);
  return [
    "### Who is affected\n\n",
    limited(groupsOf(direct), MOST_DIRECT),
    downstream.length === 0 ? "" : downstreamPart(downstream),
  ].join("");
}

/** The same in one line, where there is room for no more. */
export function affectedCounts(affected: readonly AffectedTeam[]): string {
  if (affected.length === 0) return "";
  const direct = affected.filter(({ depth }) => depth === 1).length;
  return `### Who is affected\n\n${count(direct, "team")} directly, ${affected.length - direct} downstream.\n\n`;
}

function downstreamPart(teams: readonly AffectedTeam[]): string {
  const groups = groupsOf(teams);
  const lines = limited(groups, MOST_DOWNSTREAM);
  const title = "downstream, through what those publish";
  if (groups.length <= OPEN_UP_TO) return `And ${title}:\n\n${lines}`;
  return `<details><summary>And ${teams.length} teams ${title}</summary>\n\n${lines}</details>\n\n`;
}

interface Group {
  readonly teams: readonly string[];
  readonly way: string;
}

/** Teams that the effect reaches in the same way stand together. */
function groupsOf(affected: readonly AffectedTeam[]): readonly Group[] {
  const groups = new Map<string, AffectedTeam[]>();
  for (const one of affected) {
    const { own, names } = wayTo(one);
    const key = own === undefined ? JSON.stringify(names) : own.one;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].map((group) => ({ teams: group.map(({ team }) => team), way: wayOf(group) }));
}

function wayOf(group: readonly AffectedTeam[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const { own, names } = wayTo(first);
  const path = names.map((name) => code(name)).join(" → ");
  if (own === undefined) return path;
  return group.length === 1 ? `${own.one} ${path}` : own.several;
}

function limited(groups: readonly Group[], most: number): string {
  const lines = groups.slice(0, most).map(({ teams, way }) => {
    const more = teams.length > MOST_TEAMS ? ` and ${moreOf(teams.length - MOST_TEAMS, "team")}` : "";
    const names = teams.slice(0, MOST_TEAMS).map((team) => code(team));
    return `- ${names.join(", ")}${more}, by ${way}\n`;
  });
  const left = groups.slice(most).reduce((sum, { teams }) => sum + teams.length, 0);
  return `${lines.join("")}${left > 0 ? `- ${moreOf(left, "team")}\n` : ""}\n`;
}
