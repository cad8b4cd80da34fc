import type { QueueKey } from "../../desired-state/desired-state.ts";
import { arn } from "../aws/arn.ts";
import { composeName, type NameRule, queueSuffix } from "../name.ts";
import type { AwsPlace } from "./settings.ts";

/** EventBridge API Reference, CreateEventBus and PutRule: the same characters, 256 and 64 of them. */
const LEGAL = /[.\-_A-Za-z0-9]/;
const BUS: NameRule = { legal: LEGAL, limit: 256 };
const RULE: NameRule = { legal: LEGAL, limit: 64 };
/** IAM API Reference, CreateRole, RoleName. */
const ROLE: NameRule = { legal: /[\w+=,.@-]/, limit: 64 };

/** EventBridge API Reference, CreateArchive, ArchiveName. */
const ARCHIVE: NameRule = { legal: LEGAL, limit: 48 };

/** The archive of one event. An account has all its archives in one list, so the owner is in the name. */
export function archiveName(organization: string, owner: string, event: string): string {
  return composeName(ARCHIVE, [organization, owner, event]);
}

/** EventBridge Schemas API Reference, CreateRegistry, RegistryName, and CreateSchema, SchemaName. */
const REGISTRY: NameRule = { legal: /[.\-_A-Za-z0-9]/, limit: 64 };
const SCHEMA: NameRule = { legal: /[.\-_@A-Za-z0-9]/, limit: 385 };

/** The registry of a team's schemas. */
export function registryName(organization: string, owner: string): string {
  return composeName(REGISTRY, [organization, owner]);
}

/** As EventBridge names the schemas it discovers: the source, `@` and the detail-type. */
export function schemaName(source: string, event: string): string {
  return composeName(SCHEMA, [`${source}@${event}`]);
}

/**
 * The bus of all events a team owns.
 * @param owner the team's key
 */
export function busName(organization: string, owner: string): string {
  return composeName(BUS, [organization, owner]);
}

/** On each owner's bus the rule has this name: the bus says the rest. */
export function ruleName(key: QueueKey): string {
  return composeName(RULE, [key.team, key.queue], queueSuffix(key));
}

/** On a bus that is not ours others have rules too. */
export function foreignRuleName(organization: string, key: QueueKey): string {
  return composeName(RULE, [organization, key.team, key.queue], queueSuffix(key));
}

/** A rule on another than the default bus has the bus in its ARN (EventBridge User Guide, "Resources"). */
export function ruleArn(place: AwsPlace, bus: string, rule: string): string {
  return arn(place, "events", bus === "default" ? `rule/${rule}` : `rule/${bus}/${rule}`);
}

/** The role under which a rule delivers to another account. Roles have no region, so the region is in the name. */
export function deliveryRoleName({ region }: AwsPlace, organization: string, key: QueueKey, owner: string): string {
  return composeName(ROLE, [organization, region, owner, key.team, key.queue], queueSuffix(key));
}

/**
 * `source` of a team's events; together with the event's name as `detail-type` it is what "topic" means here.
 * AWS keeps `aws.` for itself (`checkNames`).
 * @param owner the team's key
 */
export function sourceOf(organization: string, owner: string): string {
  return `${organization}.${owner}`;
}
