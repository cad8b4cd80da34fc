import { groupBy } from "../../group-by.ts";
import type { BackendInput } from "../backend.ts";
import { type ByType, budget, ofTeams } from "../budgets.ts";
import type { CloudResource } from "../cloud-resource.ts";
import type { Budget, Quota } from "../quota.ts";
import { IAM } from "./iam-quotas.ts";
import type { AwsPlace } from "./place.ts";
import { places } from "./places.ts";
import { spanOfPlace } from "./span.ts";

/** One budget for each account and region in which some of the resources stand. */
export function perRegion(
  input: BackendInput<AwsPlace>,
  quota: Quota,
  counted: readonly CloudResource[],
): readonly Budget[] {
  const all = places(input);
  return [...groupBy(counted, ({ provider }) => provider)].map(([provider, inIt]) => {
    const { account, region } = all.get(provider) ?? input.stack.place;
    return placeBudget(input, quota, inIt, `in account ${account}, region ${region}`);
  });
}

/** One budget for each account in which some of the resources stand, in whatever region. */
export function perAccount(
  input: BackendInput<AwsPlace>,
  quota: Quota,
  counted: readonly CloudResource[],
): readonly Budget[] {
  return [...groupBy(counted, accountOf(input))].map(([account, inIt]) =>
    placeBudget(input, quota, inIt, `in account ${account}`),
  );
}

/** Roles and inline policies: IAM knows no regions. */
export function iamBudgets(input: BackendInput<AwsPlace>, of: ByType): readonly Budget[] {
  const account = accountOf(input);
  const policies = groupBy(of("aws:iam/rolePolicy:RolePolicy"), (policy) => `${account(policy)}/${roleOf(policy)}`);
  return [
    ...perAccount(input, IAM.rolesPerAccount, of("aws:iam/role:Role")),
    ...[...policies.values()].flatMap((ofRole) => inlinePolicies(input, ofRole)),
  ];
}

function accountOf(input: BackendInput<AwsPlace>): (resource: CloudResource) => string {
  const all = places(input);
  return ({ provider }) => (all.get(provider) ?? input.stack.place).account;
}

/** IAM counts all inline policies of a role together: those of several teams, and any that are not ours and cannot be known. */
function inlinePolicies({ stack }: BackendInput<AwsPlace>, policies: readonly CloudResource[]): readonly Budget[] {
  const [first] = policies;
  if (first === undefined) return [];
  const use = {
    used: policies.reduce((sum, { properties }) => sum + String(properties["policy"]).length, 0),
    scope: `on the role ${roleOf(first)}${ofTeams(policies.map(({ team }) => team))}`,
    span: stack.spanOf(["teams", first.team, "principals"]),
  };
  return [budget(IAM.inlinePolicyCharacters, stack, use)];
}

function placeBudget(
  input: BackendInput<AwsPlace>,
  quota: Quota,
  inIt: readonly CloudResource[],
  where: string,
): Budget {
  return budget(quota, input.stack, {
    used: inIt.length,
    scope: `${where}${ofTeams(inIt.map(({ team }) => team))}`,
    span: spanOfPlace(input, inIt[0]?.team ?? ""),
  });
}

function roleOf({ properties }: CloudResource): string {
  return String(properties["role"]);
}
