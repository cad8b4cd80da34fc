import { arn } from "../aws/arn.ts";
import { composeName, type NameRule } from "../name.ts";
import type { AwsPlace } from "./settings.ts";

/** EventBridge API Reference, CreateEventBus and PutRule: the same characters, 256 and 64 of them. */
const LEGAL = /[.\-_A-Za-z0-9]/;
const BUS: NameRule = { legal: LEGAL, limit: 256 };
const RULE: NameRule = { legal: LEGAL, limit: 64 };
/** IAM API Reference, CreateRole, RoleName. */
const ROLE: NameRule = { legal: /[\w+=,.@-]/, limit: 64 };

/** The bus of all events a team owns. */
export function busName(organization: string, team: string): string {
  return composeName(BUS, [organization, team]);
}

export function busArn(place: AwsPlace, organization: string, team: string): string {
  return arn(place, "events", `event-bus/${busName(organization, team)}`);
}

/** On each owner's bus the rule has this name: the bus says the rest. */
export function ruleName(team: string, queue: string): string {
  return composeName(RULE, [team, queue]);
}

/** A rule on a bus of our own has the bus in its ARN (EventBridge User Guide, "Resources"). */
export function ruleArn(place: AwsPlace, bus: string, rule: string): string {
  return arn(place, "events", `rule/${bus}/${rule}`);
}

/** The role under which a rule delivers to another account. Roles have no region, so the region is in the name. */
export function deliveryRoleName(
  { region }: AwsPlace,
  organization: string,
  { owner, team, queue }: { readonly owner: string; readonly team: string; readonly queue: string },
): string {
  return composeName(ROLE, [organization, region, owner, team, queue]);
}

/**
 * `source` of a team's events; together with the event's name as `detail-type` it is what "topic" means here.
 * AWS keeps `aws.` for itself (`checkNames`).
 */
export function sourceOf(organization: string, team: string): string {
  return `${organization}.${team}`;
}
