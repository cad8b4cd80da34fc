import type { Diagnostic } from "../../diagnostic.ts";
import { spanOf } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";
import { quota } from "../quota.ts";
import { ownersOf } from "./bus.ts";
import { eventPattern } from "./event-pattern.ts";
import { sourceOf } from "./names.ts";
import { rulesOf } from "./rule.ts";
import type { AwsPlace } from "./settings.ts";

/** EventBridge User Guide, "Amazon EventBridge quotas". AWS raises all three on request. */
const SOURCE = "EventBridge User Guide, quotas";
const BUSES = 100;
const RULES = 300;
const FEWER_RULES = { regions: ["af-south-1", "eu-south-1"], rules: 100 } as const;
const PATTERN = 2048;

/** What EventBridge counts: buses per account and region, rules per bus, characters per pattern. */
export function quotas(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  const { account, region } = stack.place;
  const owners = ownersOf(input);
  const rules = desired.subscriptions.flatMap((subscription) =>
    rulesOf(stack.place, desired.organization, subscription).map((rule) => ({ ...rule, subscription })),
  );
  const rulesPerBus = FEWER_RULES.regions.some((each) => each === region) ? FEWER_RULES.rules : RULES;

  return [
    ...quota({
      count: owners.length,
      limit: BUSES,
      what: "event buses",
      scope: `in account ${account}, region ${region}`,
      source: SOURCE,
      span: stack.spanOf(["aws"]),
    }),
    ...owners.flatMap((owner) =>
      quota({
        count: rules.filter((rule) => rule.owner === owner).length,
        limit: rulesPerBus,
        what: "rules, one for each queue fed from it,",
        scope: `on the event bus of ${owner}`,
        source: SOURCE,
        span: spanOf(input, "", owner),
        remedy: "let several events feed one queue, move events to another team, or split the topology",
      }),
    ),
    ...rules.flatMap(({ owner, feeds, subscription }) =>
      quota({
        count: eventPattern(sourceOf(desired.organization, owner), feeds).length,
        limit: PATTERN,
        what: "characters of event pattern",
        scope: `for ${subscription.team}/${subscription.queue} on the event bus of ${owner}`,
        source: SOURCE,
        span: spanOf(input, subscription.id, subscription.team),
        remedy: "feed the queue from fewer events, or filter for fewer values",
      }),
    ),
  ];
}
