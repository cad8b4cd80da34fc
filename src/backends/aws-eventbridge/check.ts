import type { Diagnostic } from "../../diagnostic.ts";
import { checkRegions } from "../aws/check-across.ts";
import { checkFilters } from "../aws/check-filters.ts";
import { checkLabels } from "../aws/check-labels.ts";
import { checkPlaces } from "../aws/check-places.ts";
import { checkPolicySizes, queuePolicyLimits } from "../aws/check-policy-sizes.ts";
import { checkPrincipals } from "../aws/check-principals.ts";
import { checkQueues } from "../aws/check-queues.ts";
import { filterProblem } from "../aws/filter.ts";
import type { BackendInput } from "../backend.ts";
import { missingPrincipals } from "../missing-principal.ts";
import { checkNames } from "./check-names.ts";
import { quotas } from "./quotas.ts";
import { resources } from "./resources.ts";
import type { AwsPlace } from "./settings.ts";

const policyLimits = {
  ...queuePolicyLimits,
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    limit: 10_240,
    what: "characters of event bus policy",
    source: "EventBridge User Guide, quotas",
    remedy: "move events to another team, or give them shorter names",
  },
} as const;

/** All that EventBridge, SQS and IAM would refuse and that the file and the stack show (cloud reference, sections 2.2 and 2.3). */
export function check(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return [
    ...missingPrincipals(input),
    ...checkPlaces(input),
    ...checkRegions(input),
    ...checkPrincipals(input),
    ...checkLabels(input.stack),
    ...checkNames(input),
    ...checkQueues(input),
    ...checkFilters(input, filterProblem),
    ...quotas(input),
    ...checkPolicySizes(input, resources(input), policyLimits),
  ];
}
