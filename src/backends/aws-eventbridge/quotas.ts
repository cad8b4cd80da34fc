import type { Diagnostic } from "../../diagnostic.ts";
import { teamsByProvider } from "../aws/places.ts";
import { spanOf, spanOfPlace } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";
import { quota } from "../quota.ts";
import { ownersOf } from "./bus.ts";
import { eventPattern } from "./event-pattern.ts";
import { sourceOf } from "./names.ts";
import { type Rule, rulesOf } from "./rule.ts";
import type { AwsPlace } from "./settings.ts";

/** EventBridge User Guide, "Amazon EventBridge quotas". AWS raises them on request. */
const SOURCE = "EventBridge User Guide, quotas";
const BUSES = 100;
const RULES = 300;
const FEWER_RULES = { regions: ["af-south-1", "eu-south-1"], rules: 100 } as const;
const PATTERN = 2048;
/** In an account, all regions together. */
const ROLES = 1000;

/** What EventBridge and IAM count: buses and roles per account, rules per bus, characters per pattern. */
export function quotas(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  const owners = ownersOf(input);
  const rules = desired.subscriptions.flatMap((subscription) =>
    rulesOf(input, subscription).map((rule) => ({ ...rule, subscription })),
  );

  return [
    ...[...teamsByProvider(input).values()].flatMap((teams) => {
      const [first = ""] = teams;
      const { account, region } = stack.placeOf(first);
      return quota({
        count: owners.filter((owner) => teams.includes(owner)).length,
        limit: BUSES,
        what: "event buses",
        scope: `in account ${account}, region ${region}`,
        source: SOURCE,
        span: spanOfPlace(input, first),
      });
    }),
    ...accountsOf(rules).flatMap(([account, across]) =>
      quota({
        count: across.length,
        limit: ROLES,
        what: "roles, one for each queue of another account and owner that feeds it,",
        scope: `in account ${account}`,
        source: "IAM User Guide, IAM and AWS STS quotas",
        span: spanOfPlace(input, across[0]?.owner ?? ""),
        remedy: "let several events feed one queue, or spread the owners over accounts",
      }),
    ),
    ...owners.flatMap((owner) =>
      quota({
        count: rules.filter((rule) => rule.owner === owner).length,
        limit: FEWER_RULES.regions.some((each) => each === stack.placeOf(owner).region) ? FEWER_RULES.rules : RULES,
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

/** The rules that need a role, by the account in which the role stands. */
function accountsOf(rules: readonly Rule[]): readonly (readonly [string, readonly Rule[]])[] {
  const across = rules.filter((rule) => rule.across !== undefined);
  const accounts = [...new Set(across.map(({ place }) => place.account))].sort();
  return accounts.map((account) => [account, across.filter(({ place }) => place.account === account)]);
}
