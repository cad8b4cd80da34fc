import { id } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import type { AwsPlace } from "./place.ts";

/** Of the provider that makes what stands in the place. */
export function providerId({ account, region }: AwsPlace): string {
  return id("provider", "aws", account, region);
}

/** The places of all teams by the id of their provider, sorted. Teams in one account and region share one. */
export function places({ desired, stack }: BackendInput<AwsPlace>): ReadonlyMap<string, AwsPlace> {
  const all = desired.teams.map(({ name }) => stack.placeOf(name)).map((place) => [providerId(place), place] as const);
  return new Map([...new Map(all)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The teams of a place, by the id of its provider, both sorted. */
export function teamsByProvider({ desired, stack }: BackendInput<AwsPlace>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { name } of desired.teams) {
    const provider = providerId(stack.placeOf(name));
    found.set(provider, [...(found.get(provider) ?? []), name]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Across accounts a resource's own policy must name who may use it; within one, the identity's policy suffices. */
export function isSameAccount(a: AwsPlace, b: AwsPlace): boolean {
  return a.account === b.account;
}
