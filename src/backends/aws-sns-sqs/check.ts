import type { Feed } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { arn } from "../aws/arn.ts";
import { checkOrganizations, checkRegions } from "../aws/check-across.ts";
import { checkAlarms } from "../aws/check-alarms.ts";
import { checkExistingQueues } from "../aws/check-existing-queues.ts";
import { checkFilters } from "../aws/check-filters.ts";
import { checkKeys } from "../aws/check-keys.ts";
import { checkLabels } from "../aws/check-labels.ts";
import { checkPlaces } from "../aws/check-places.ts";
import { checkPrincipals } from "../aws/check-principals.ts";
import { checkQueues } from "../aws/check-queues.ts";
import type { BackendInput } from "../backend.ts";
import { missingPrincipals } from "../missing-principal.ts";
import { quotaProblems } from "../quota.ts";
import { budgets } from "./budgets.ts";
import { checkArchives } from "./check-archives.ts";
import { checkExactlyOnce } from "./check-exactly-once.ts";
import { checkExistingTopics } from "./check-existing-topics.ts";
import { snsFilterProblem } from "./filter-policy.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";
import { feederOf } from "./subscription.ts";
import { topicOfFeed } from "./topic-of.ts";

/** All that SNS, SQS and IAM would refuse and that the file and the stack show (cloud reference, section 2.2). Names are always made legal. */
export function check(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return [
    ...missingPrincipals(input),
    ...checkPlaces(input),
    ...checkRegions(input),
    ...checkOrganizations(input),
    ...checkPrincipals(input),
    ...checkLabels(input.stack),
    ...checkQueues(input),
    ...checkExactlyOnce(input),
    ...checkArchives(input),
    ...checkFilters(input, snsFilterProblem),
    ...checkAlarms(input),
    ...checkExistingTopics(input),
    ...checkExistingQueues(input, (subscription) => feederOf(input, subscription)),
    ...checkKeys(input, {
      service: DELIVERY,
      sources: (feed) => sourcesLike(input, feed),
    }),
    ...quotaProblems(budgets(input)),
  ];
}

/** All topics that the owner of a feed can have; of one with another name than ours the topic itself. */
function sourcesLike(input: BackendInput<AwsPlace>, feed: Feed): string {
  const ours = `${input.desired.organization}_`;
  const { name, place, existing } = topicOfFeed(input, feed);
  return arn(place, "sns", existing === undefined && name.startsWith(ours) ? `${ours}*` : name);
}
