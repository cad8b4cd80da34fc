import type { Diagnostic } from "../../diagnostic.ts";
import { checkOrganizations, checkRegions } from "../aws/check-across.ts";
import { checkFilters } from "../aws/check-filters.ts";
import { checkLabels } from "../aws/check-labels.ts";
import { checkPlaces } from "../aws/check-places.ts";
import { checkPolicySizes, queuePolicyLimits } from "../aws/check-policy-sizes.ts";
import { checkPrincipals } from "../aws/check-principals.ts";
import { checkQueues } from "../aws/check-queues.ts";
import type { BackendInput } from "../backend.ts";
import { missingPrincipals } from "../missing-principal.ts";
import { snsFilterProblem } from "./filter-policy.ts";
import { quotas } from "./quotas.ts";
import { resources } from "./resources.ts";
import type { AwsPlace } from "./settings.ts";

const policyLimits = {
  ...queuePolicyLimits,
  "aws:sns/topicPolicy:TopicPolicy": {
    limit: 30 * 1024,
    what: "bytes of topic policy",
    source: "SNS Developer Guide, quotas of access policies",
    remedy: "let the owner publish under fewer roles, or name the organization of the accounts",
  },
} as const;

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
    ...checkFilters(input, snsFilterProblem),
    ...quotas(input),
    ...checkPolicySizes(input, resources(input), policyLimits),
  ];
}
