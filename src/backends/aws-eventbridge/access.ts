import { teamKey } from "../../desired-state/team-key.ts";
import { accountRootArn } from "../aws/arn.ts";
import { oneOrMany, policyDocument, type Statement } from "../aws/policy-document.ts";
import { rolesOf } from "../aws/role.ts";
import { arnsOf, denyToOthers } from "../aws/statements.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { ownBus } from "./bus-of.ts";
import { existingEvent } from "./existing-event.ts";
import { sourceOf } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

const PUT = "events:PutEvents";

/**
 * The only policy of a team's bus: the team's publishers may put the events the team owns, nobody else anything.
 * It says nothing of subscribers, so that a new one leaves it as it is; administration (rules, targets) is left to the
 * account's own policies. There is no statement on TLS: EventBridge has HTTPS endpoints only.
 */
export function busPolicy(input: BackendInput<AwsPlace>, team: string): string {
  const { stack } = input;
  const publishers = ownEvents(input, team) === undefined ? [] : rolesOf(principalsOf(stack, team).publishers);
  const place = stack.placeOf(team);
  const { arn: resource } = ownBus(input, team);
  return policyDocument([
    ...(publishers.length > 0
      ? [
          {
            Sid: "AllowOwner",
            Effect: "Allow" as const,
            Principal: { AWS: accountRootArn(place) },
            Action: PUT,
            Resource: resource,
            Condition: { ArnEquals: { "aws:PrincipalArn": arnsOf(publishers) }, ...ownEvents(input, team) },
          },
        ]
      : []),
    denyToOthers("DenyPublishingToOthers", [PUT], resource, publishers),
  ]);
}

/** What a publisher of the team may do, for its role's policy: its events on its own bus, and on buses that exist. */
export function publishStatements(input: BackendInput<AwsPlace>, team: string): readonly Statement[] {
  const own = ownEvents(input, team);
  return [
    ...(own === undefined ? [] : [putOn("Publish", ownBus(input, team).arn, own)]),
    ...existingEventsOf(input, team).map(({ bus, condition }, index) =>
      putOn(`PublishOnExisting${index + 1}`, bus, condition),
    ),
  ];
}

function putOn(sid: string, bus: string, condition: OnlyEvents): Statement {
  return { Sid: sid, Effect: "Allow", Action: PUT, Resource: bus, Condition: condition };
}

/** What a team publishes on buses that exist, by bus and source: a condition can pair no source with its detail-types. */
export function existingEventsOf(
  { desired, stack }: BackendInput<AwsPlace>,
  team: string,
): readonly { readonly bus: string; readonly condition: OnlyEvents }[] {
  const events = desired.topics
    .filter((topic) => topic.team === team && topic.retired === undefined)
    .flatMap(({ event }) => existingEvent(stack, event) ?? []);
  const keys = [...new Set(events.map(({ busArn, source }) => JSON.stringify([busArn, source])))].sort();
  return keys.map((key) => {
    const [bus, source] = JSON.parse(key) as [string, string];
    const alike = events.filter((one) => one.busArn === bus && one.source === source);
    return {
      bus,
      condition: onlyEvents(
        source,
        alike.map(({ detailType }) => detailType),
      ),
    };
  });
}

/**
 * Holds for a call in which every entry is an event of the team. `ForAllValues` also holds for an absent key, but
 * EventBridge refuses an entry without source or detail-type (API Reference, PutEventsRequestEntry). Undefined for a team
 * that owns no event, or retired ones only: nothing of them is published any more.
 */
function ownEvents({ desired, stack }: BackendInput<AwsPlace>, team: string): OnlyEvents | undefined {
  const events = desired.topics
    .filter((topic) => topic.team === team && topic.retired === undefined)
    .filter(({ event }) => existingEvent(stack, event) === undefined)
    .map((topic) => topic.event);
  return events.length === 0 ? undefined : onlyEvents(sourceOf(desired.organization, teamKey(desired, team)), events);
}

function onlyEvents(source: string, detailTypes: readonly string[]) {
  return {
    "ForAllValues:StringEquals": {
      "events:detail-type": oneOrMany([...new Set(detailTypes)].sort()),
      "events:source": source,
    },
  };
}

type OnlyEvents = ReturnType<typeof onlyEvents>;
