import { id } from "../../desired-state/id.ts";
import { teamKey } from "../../desired-state/team-key.ts";
import type { Span } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { type AwsPlace, awsPlaceKey } from "./place.ts";

/** Where an element was declared; for a part that a backend adds, where its team was; else the stack file. */
export function spanOf({ desired, origins, stack }: BackendInput, element: string, team: string): Span {
  return origins.get(element) ?? origins.get(id("team", teamKey(desired, team))) ?? stack.spanOf([]);
}

/** Where the stack file places a team: in what it says of the team, or of all. */
export function spanOfPlace({ stack }: BackendInput<AwsPlace>, team: string): Span {
  const { account, region } = stack.placeOf(team);
  const isStacks = account === stack.place.account && region === stack.place.region;
  return stack.spanOf(isStacks ? [awsPlaceKey] : ["teams", team, awsPlaceKey]);
}
