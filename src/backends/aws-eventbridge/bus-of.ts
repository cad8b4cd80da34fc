import type { Feed, Topic } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { teamKey } from "../../desired-state/team-key.ts";
import { adoptedName } from "../adoption.ts";
import { arn } from "../aws/arn.ts";
import { foreignKey } from "../aws/foreign-key.ts";
import { byName } from "../aws/imports.ts";
import type { BackendInput } from "../backend.ts";
import type { Mark } from "../mark.ts";
import { existingEvent } from "./existing-event.ts";
import { busName, sourceOf } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

type Input = Pick<BackendInput<AwsPlace>, "desired" | "stack">;

/** A bus is imported by its name. */
export const BUS = byName(/^(?<name>[.\-_A-Za-z0-9]{1,256})$/, "orders");

/** An event bus in this stack: made, adopted under the name it has, or existing. */
export interface BusOf {
  readonly name: string;
  readonly arn: string;
  /** Where it stands, and with it its rules. */
  readonly place: AwsPlace;
  /** What ids and names below it are made of: its owner's key. */
  readonly key: string;
  /** Id of the resource; undefined for a bus that exists. */
  readonly id?: string;
}

/** @param owner the team's key */
export function busId(owner: string): string {
  return id("event-bus", owner);
}

/** The bus of the events that a team owns and that are ours. */
export function ownBus({ desired, stack }: Input, team: string): BusOf {
  const key = teamKey(desired, team);
  const place = stack.placeOf(team);
  const resource = busId(key);
  const name = adoptedName(stack, resource, BUS) ?? busName(desired.organization, key);
  return { name, arn: arn(place, "events", `event-bus/${name}`), place, key, id: resource };
}

/** What an event is on the wire, and where. */
export interface Wired {
  readonly bus: BusOf;
  readonly source: string;
  readonly detailType: string;
  readonly mark?: Mark;
}

export function wired(input: Input, { event, team }: Pick<Topic, "event" | "team">): Wired {
  const { desired, stack } = input;
  const existing = existingEvent(stack, event);
  if (existing === undefined) {
    const bus = ownBus(input, team);
    return { bus, source: sourceOf(desired.organization, bus.key), detailType: event };
  }
  const { bus: name, busArn, source, detailType, mark } = existing;
  const place = placeOfBus(input, existing) ?? { account: existing.account, region: existing.region };
  return {
    bus: { name, arn: busArn, place, key: foreignKey(place, name) },
    source,
    detailType,
    ...(mark && { mark }),
  };
}

export function wiredFeed(input: Input, { event, owner }: Pick<Feed, "event" | "owner">): Wired {
  return wired(input, { event, team: owner });
}

/** The place of a team in which a bus stands: rules on it can be made from there alone. */
export function placeOfBus(
  { desired, stack }: Input,
  { account, region }: Pick<AwsPlace, "account" | "region">,
): AwsPlace | undefined {
  return desired.teams
    .map(({ name }) => stack.placeOf(name))
    .find((place) => place.account === account && place.region === region);
}
