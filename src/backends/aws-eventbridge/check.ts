import type { Feed } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { arn } from "../aws/arn.ts";
import { checkRegions } from "../aws/check-across.ts";
import { checkAlarms } from "../aws/check-alarms.ts";
import { checkExistingQueues } from "../aws/check-existing-queues.ts";
import { checkFilters } from "../aws/check-filters.ts";
import { checkKeys } from "../aws/check-keys.ts";
import { checkLabels } from "../aws/check-labels.ts";
import { checkPlaces } from "../aws/check-places.ts";
import { checkPrincipals } from "../aws/check-principals.ts";
import { checkQueues } from "../aws/check-queues.ts";
import { filterProblem } from "../aws/filter.ts";
import type { BackendInput } from "../backend.ts";
import { missingPrincipals } from "../missing-principal.ts";
import { quotaProblems } from "../quota.ts";
import { budgets } from "./budgets.ts";
import { wiredFeed } from "./bus-of.ts";
import { checkExistingEvents } from "./check-existing-events.ts";
import { checkBusKeys } from "./check-keys.ts";
import { checkNames } from "./check-names.ts";
import { checkOptionValues } from "./check-options.ts";
import { ruleArn } from "./names.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";
import { feederOf } from "./subscription.ts";

/** All that EventBridge, SQS and IAM would refuse and that the file and the stack show (cloud reference, sections 2.2 and 2.3). */
export function check(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return [
    ...missingPrincipals(input),
    ...checkPlaces(input),
    ...checkRegions(input),
    ...checkPrincipals(input),
    ...checkLabels(input.stack),
    ...checkNames(input),
    ...checkOptionValues(input),
    ...checkQueues(input),
    ...checkAlarms(input),
    ...checkExistingEvents(input),
    ...checkExistingQueues(input, (subscription) => feederOf(input, subscription)),
    ...checkKeys(input, {
      service: DELIVERY,
      sources: (feed) => rulesLike(input, feed),
    }),
    ...checkBusKeys(input),
    ...checkFilters(input, filterProblem),
    ...quotaProblems(budgets(input)),
  ];
}

/** All rules on the buses that the owner of a feed can have; on a bus with another name than ours all on that bus. */
function rulesLike(input: BackendInput<AwsPlace>, feed: Feed): string {
  const ours = `${input.desired.organization}_`;
  const { name, place, id } = wiredFeed(input, feed).bus;
  return id !== undefined && name.startsWith(ours) ? arn(place, "events", `rule/${ours}*`) : ruleArn(place, name, "*");
}
