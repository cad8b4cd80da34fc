import type { Quota } from "../quota.ts";

const IAM_PAGE = "IAM User Guide, IAM and AWS STS quotas";

/** What IAM limits and what a topology can use up (cloud reference, section 2.2, "IAM"). White space does not count. */
export const IAM = {
  inlinePolicyCharacters: {
    key: "iam.role-inline-policy-characters",
    what: "characters of inline policies",
    unit: "characters",
    limit: 10_240,
    adjustable: false,
    source: IAM_PAGE,
    remedy: "spread the team's services over several roles",
  },
  rolesPerAccount: {
    key: "iam.roles-per-account",
    what: "roles, one for each queue of another account and owner that feeds it,",
    unit: "roles",
    limit: 1000,
    adjustable: true,
    source: IAM_PAGE,
    remedy: "let several events feed one queue, or spread the owners over accounts",
  },
  trustPolicyCharacters: {
    key: "iam.trust-policy-characters",
    what: "characters of trust policy",
    unit: "characters",
    limit: 2048,
    adjustable: true,
    source: `${IAM_PAGE} (unverified)`,
    remedy: "give the rule a shorter name",
    chosen: true,
  },
  roleNameCharacters: {
    key: "iam.role-name-characters",
    what: "characters of role name",
    unit: "characters",
    limit: 64,
    adjustable: false,
    source: "IAM API Reference, CreateRole, RoleName",
    remedy: "give it a shorter name",
    chosen: true,
  },
} as const satisfies Readonly<Record<string, Quota>>;
