/** Whether the teams of a local stack share one account (project), or each stands in its own. */
export const ACCOUNTS = ["shared", "own"] as const;

export type Accounts = (typeof ACCOUNTS)[number];
