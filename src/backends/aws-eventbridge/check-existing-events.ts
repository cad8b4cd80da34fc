import type { Topic } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { accountRootArn } from "../aws/arn.ts";
import { isFiltered } from "../aws/filter.ts";
import { isSameAccount } from "../aws/places.ts";
import type { Statement } from "../aws/policy-document.ts";
import { rolesOf } from "../aws/role.ts";
import { spanOf } from "../aws/span.ts";
import { arnsOf } from "../aws/statements.ts";
import type { BackendInput } from "../backend.ts";
import { canonicalJson } from "../cloud-resource.ts";
import { spanOfExisting } from "../existing.ts";
import { checkMarks } from "../mark.ts";
import { principalsOf } from "../missing-principal.ts";
import { existingEventsOf } from "./access.ts";
import { placeOfBus } from "./bus-of.ts";
import { type ExistingEvent, existingEvent } from "./existing-event.ts";
import type { AwsPlace } from "./settings.ts";

/** What can be wrong with events on buses that exist, and what the policies of these buses have to say. */
export function checkExistingEvents(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const found = input.desired.topics.flatMap((topic): Found[] => {
    const existing = existingEvent(input.stack, topic.event);
    const span = spanOfExisting(input.stack, "events", topic.event);
    return existing === undefined ? [] : [{ topic, existing, span }];
  });
  if (found.length === 0) return [];
  const elsewhere = found.filter(({ existing }) => placeOfBus(input, existing) === undefined);
  return [
    ...checkMarks(
      found.map(({ topic: { event }, existing: { busArn, source, detailType, mark }, span }) => ({
        event,
        by: `${detailType} from ${source} on ${busArn}`,
        mark,
        span,
      })),
    ),
    ...elsewhere.map(nobodyThere),
    ...uses(input).flatMap((use) => [...regionDiffers(input, use), ...filtered(input, use)]),
    ...policies(input, found),
  ];
}

interface Found {
  readonly topic: Topic;
  readonly existing: ExistingEvent;
  readonly span: Diagnostic["span"];
}

/** Rules on a bus can be made in its own account alone (EventBridge User Guide, "Creating rules"). */
function nobodyThere({ topic: { event }, existing: { busArn, account, region }, span }: Found): Diagnostic {
  return {
    code: "existing-bus-elsewhere",
    severity: "error",
    message: `${event} is on ${busArn}, and no team is placed in account ${account}, ${region}: rules on a bus are made in its account; place the team that keeps the bus there, with event-topology:teams.TEAM.aws`,
    span,
  };
}

function uses({ desired, stack }: BackendInput<AwsPlace>) {
  return desired.subscriptions.flatMap((subscription) =>
    subscription.feeds.flatMap((feed) => {
      const existing = existingEvent(stack, feed.event);
      return existing === undefined || feed.retired !== undefined ? [] : [{ subscription, feed, existing }];
    }),
  );
}

type Use = ReturnType<typeof uses>[number];

/** As for buses of ours: `checkRegions`. */
function regionDiffers(input: BackendInput<AwsPlace>, { subscription, feed, existing }: Use): readonly Diagnostic[] {
  const { team, queue } = subscription;
  const { region } = input.stack.placeOf(team);
  if (existing.region === region) return [];
  const message = `${team}/${queue} is in ${region} and the bus ${existing.busArn} of ${feed.event} in ${existing.region}; EventBridge has no targets in another region: place the team in the region of the bus, with event-topology:teams.${team}.aws.region`;
  return [
    { code: "region-differs", severity: "error", message, span: spanOfExisting(input.stack, "events", feed.event) },
  ];
}

/** Attributes are in the detail of our own events (`eventPattern`); what others put into theirs is not known. */
function filtered(input: BackendInput<AwsPlace>, { subscription, feed, existing }: Use): readonly Diagnostic[] {
  if (!isFiltered(feed.filter)) return [];
  const { id, team, queue } = subscription;
  return [
    {
      code: "filter-not-supported",
      severity: "error",
      message: `the filter of ${team}/${queue} on ${feed.event} looks at attributes, which events on the existing bus ${existing.busArn} do not have; remove the filter, or tell the event apart by a bodyField`,
      span: input.origins.get(feed.id) ?? spanOf(input, id, team),
    },
  ];
}

/** Within one account the policies of roles let publish; from another one the policy of the bus has to allow it too. */
function policies(input: BackendInput<AwsPlace>, found: readonly Found[]): readonly Diagnostic[] {
  const { stack } = input;
  return [...new Set(found.map(({ existing }) => existing.busArn))].flatMap((busArn): readonly Diagnostic[] => {
    const on = found.filter(({ existing }) => existing.busArn === busArn);
    const [first] = on;
    if (first === undefined) return [];
    const owners = [...new Set(on.map(({ topic }) => topic.team))].filter(
      (team) => !isSameAccount(stack.placeOf(team), { ...stack.placeOf(team), account: first.existing.account }),
    );
    const statements = owners.flatMap((team) => {
      const roles = rolesOf(principalsOf(stack, team).publishers);
      if (roles.length === 0) return [];
      return existingEventsOf(input, team)
        .filter(({ bus }) => bus === busArn)
        .map(
          ({ condition }, index): Statement => ({
            Sid: `AllowOwner${index + 1}Of${team.replace(/[^A-Za-z0-9]/g, "")}`,
            Effect: "Allow",
            Principal: { AWS: accountRootArn(stack.placeOf(team)) },
            Action: "events:PutEvents",
            Resource: busArn,
            Condition: { ArnEquals: { "aws:PrincipalArn": arnsOf(roles) }, ...condition },
          }),
        );
    });
    if (statements.length === 0) return [];
    return [
      {
        code: "bus-policy-not-managed",
        severity: "warning",
        message: `the bus ${busArn} is not ours to change; make sure that its policy has this, or it cannot be published on from other accounts: ${canonicalJson(statements)}`,
        span: first.span,
      },
    ];
  });
}
