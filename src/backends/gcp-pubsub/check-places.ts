import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { existingEvent } from "../existing.ts";
import { deployerOf, type GcpPlace } from "./settings.ts";

/** A place as somebody in the stack file gives it. */
interface Given {
  /** For messages: `the stack`, `team crm`. */
  readonly who: string;
  readonly place: GcpPlace;
  readonly path: readonly string[];
}

const SETTINGS = ["projectNumber", "enableServices", "impersonate", "deployer"] as const;

/** Errors for what the places of teams say against each other, each at the team that says it second. */
export function checkPlaces(input: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  const known: Given[] = [{ who: "the stack", place: stack.place, path: [] }];
  const found: Diagnostic[] = [];
  for (const { name } of desired.teams) {
    const given: Given = { who: `team ${name}`, place: stack.placeOf(name), path: ["teams", name, "gcp"] };
    const problem = firstOf(known, (other) => contradiction(other, given));
    if (problem === undefined) known.push(given);
    else
      found.push({
        code: "conflicting-places",
        severity: "error",
        message: problem.message,
        span: stack.spanOf([...given.path, problem.key]),
      });
  }
  return [...found, ...unknownDeployers(input)];
}

function contradiction(other: Given, { who, place, path }: Given): { key: string; message: string } | undefined {
  const settings = `event-topology:${path.join(".")}`;
  if (place.project !== other.place.project) {
    if (place.projectNumber !== other.place.projectNumber) return undefined;
    return {
      key: "projectNumber",
      message: `${who} stands in project ${place.project}, with ${place.projectNumber}, which is the number of project ${other.place.project} of ${other.who}; give ${settings} both its project and its projectNumber`,
    };
  }
  const key = SETTINGS.find((each) => place[each] !== other.place[each]);
  if (key === undefined) return undefined;
  const [here, there] = [place, other.place].map((one) => (one[key] === undefined ? "not set" : String(one[key])));
  return {
    key,
    message: `${who} stands in project ${place.project} like ${other.who}, but its ${key} is ${here} and there it is ${there}; give both the same`,
  };
}

/**
 * Warns where it is known that two projects are not deployed by the same identity, but not who deploys to the
 * subscriber's: nobody can be granted to attach its subscriptions. One for each pair of projects.
 */
function unknownDeployers({ desired, origins, stack }: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const { team, feeds } of desired.subscriptions)
    for (const feed of feeds) {
      const [here, there] = [stack.placeOf(team), stack.placeOf(feed.owner)];
      const owner = deployerOf(there);
      const pair = `${here.project} ${there.project}`;
      if (existingEvent(stack, feed.event) !== undefined) continue;
      if (here.project === there.project || owner === undefined || deployerOf(here) !== undefined || found.has(pair))
        continue;
      const topic = origins.get(feed.topic);
      found.set(pair, {
        code: "unknown-deployer",
        severity: "warning",
        message: `project ${there.project} of team ${feed.owner} is deployed to by ${owner}, and it is not known who deploys to project ${here.project} of team ${team}: whoever it is needs pubsub.topics.attachSubscription on ${feed.event}; add event-topology:teams.${team}.gcp.impersonate, or deployer, to grant it`,
        span: stack.spanOf(["teams", team, "gcp"]),
        ...(topic && { related: [{ message: `${feed.owner} owns ${feed.event} here`, span: topic }] }),
      });
    }
  return [...found.values()];
}

function firstOf<T, U>(all: readonly T[], find: (each: T) => U | undefined): U | undefined {
  for (const each of all) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
