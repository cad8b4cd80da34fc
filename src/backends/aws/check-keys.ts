import type { Feed } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { canonicalJson } from "../cloud-resource.ts";
import { accountRootArn } from "./arn.ts";
import { encryptionKey } from "./encryption-key.ts";
import { allowAccounts, allowDeliveryOf } from "./key-policy.ts";
import type { AwsPlace } from "./place.ts";
import { spanOfPlace } from "./span.ts";

/** What delivers to queues. */
export interface Delivery {
  /** Service principal, for example `sns.amazonaws.com`. */
  readonly service: string;
  /** Pattern of the ARNs for which the service delivers: all that the owner of such a feed can have. */
  readonly sources: (feed: Feed) => string;
}

/**
 * What the stack says of customer-managed keys: an error for one of another region, which queues and topics cannot use,
 * and for each key whose policy is not ours a warning with the statements that it needs. Without them messages are not
 * delivered and nobody is told. They speak of what may come too, so that a new subscription needs no other policy.
 */
export function checkKeys(input: BackendInput<AwsPlace>, delivery: Delivery): readonly Diagnostic[] {
  return [...teamsByKey(input)].flatMap(([arn, teams]): Diagnostic[] => {
    const [team = ""] = teams;
    const span = spanOfPlace(input, team);
    const elsewhere = teams.find((each) => input.stack.placeOf(each).region !== arn.split(":")[3]);
    if (elsewhere !== undefined) {
      const { region } = input.stack.placeOf(elsewhere);
      return [
        {
          code: "key-in-other-region",
          severity: "error",
          message: `team ${elsewhere} is in ${region}, where the key ${arn} is not; name a key in ${region}, or create`,
          span: spanOfPlace(input, elsewhere),
        },
      ];
    }
    const statements = neededStatements(input, teams, delivery).map((statement) => canonicalJson(statement));
    return [
      {
        code: "key-policy-not-managed",
        severity: "warning",
        message: `the key ${arn} is not ours to change; make sure that its policy has ${statements.length > 1 ? "these statements" : "this statement"}, or messages are not delivered and nobody is told: ${statements.join(" ")}`,
        span,
      },
    ];
  });
}

/** For the roles, whose own policies name the key, and for what delivers to the teams' queues. */
function neededStatements({ desired, stack }: BackendInput<AwsPlace>, teams: readonly string[], delivery: Delivery) {
  const accounts = teams.map((team) => accountRootArn(stack.placeOf(team)));
  const feeds = desired.subscriptions.filter(({ team }) => teams.includes(team)).flatMap((queue) => queue.feeds);
  const sources = feeds.map(delivery.sources);
  return [
    allowAccounts([...new Set(accounts)].sort()),
    ...(sources.length > 0 ? [allowDeliveryOf(delivery.service, [...new Set(sources)].sort())] : []),
  ];
}

/** The given keys with the teams that use them. */
function teamsByKey(input: BackendInput<AwsPlace>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { name } of input.desired.teams) {
    const arn = encryptionKey(input, name)?.arn;
    if (arn !== undefined) found.set(arn, [...(found.get(arn) ?? []), name]);
  }
  return found;
}
