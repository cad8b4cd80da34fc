import type { Caller } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import { type AwsEvent, type AwsScene, isAmong } from "./aws-scene.ts";
import type { Question } from "./question.ts";

/** Every caller × every event, also under false colours: only the owner publishes. */
export function publishQuestions({ events, callers }: AwsScene): readonly Question<AwsCall>[] {
  return callers.flatMap((caller) => [
    ...events.flatMap((event) => toPublish(caller, event)),
    ...toForge(caller, events),
  ]);
}

function toPublish(caller: Caller, { address, publishers }: AwsEvent): readonly Question<AwsCall>[] {
  const allowed = isAmong(caller, publishers);
  if (address.kind === "event-bus") {
    const { eventBusArn: bus, source, detailType } = address;
    return [
      { call: put(caller, bus, [source], [detailType]), allowed },
      ...(caller.administrator
        ? []
        : [{ call: { caller, action: "events:DeleteEventBus", resource: bus }, allowed: false }]),
    ];
  }
  const call = { caller, action: "sns:Publish", resource: address.topicArn };
  return [
    { call, allowed },
    ...(allowed || caller.administrator ? [{ call: { ...call, plain: true as const }, allowed: false }] : []),
    ...(caller.administrator
      ? []
      : ["sns:AddPermission", "sns:SetTopicAttributes", "sns:Subscribe"].map((action) => ({
          call: { ...call, action },
          allowed: false,
        }))),
  ];
}

/**
 * On the bus of every owner: the event of another owner, whole, its source alone, its name alone, and behind an event
 * that is fine. An administrator among the owner's own roles is not asked: the rules of a bus match nothing but events
 * of the bus's owner (`ruleQuestions`), so what else it puts there reaches nobody.
 */
function toForge(caller: Caller, events: readonly AwsEvent[]): readonly Question<AwsCall>[] {
  const onePerOwner = events.filter(({ team }, at) => events.findIndex((each) => each.team === team) === at);
  return onePerOwner.flatMap(({ team, address, publishers }) => {
    if (address.kind !== "event-bus" || (caller.administrator && isAmong(caller, publishers))) return [];
    const { eventBusArn: bus, source, detailType } = address;
    return events
      .filter((event) => event.team !== team)
      .map((event) => event.address)
      .filter((forged) => forged.kind === "event-bus")
      .flatMap((forged) => [
        put(caller, bus, [forged.source], [forged.detailType]),
        put(caller, bus, [forged.source], [detailType]),
        put(caller, bus, [source], [forged.detailType]),
        put(caller, bus, [source, forged.source], [detailType, forged.detailType]),
      ])
      .map((call) => ({ call, allowed: false }));
  });
}

export function put(caller: Caller, bus: string, sources: readonly string[], detailTypes: readonly string[]): AwsCall {
  const context = { "events:source": sources, "events:detail-type": detailTypes };
  return { caller, action: "events:PutEvents", resource: bus, context };
}
