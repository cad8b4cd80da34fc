import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Backend, BackendInput } from "../backends/backend.ts";
import { settingsOfConfig } from "../backends/config-document.ts";
import { decodeStack } from "../backends/decode-stack.ts";
import type { DesiredState, Origins } from "../desired-state/desired-state.ts";

/** Whether the teams of a stack share one account (project), or each has its own. */
export const ACCOUNTS = ["shared", "own"] as const;
export type Accounts = (typeof ACCOUNTS)[number];

/** A cloud's accounts for tests: 12 digits name or number one. */
interface Cloud {
  readonly place: object;
  ownPlace(digits: string): object;
  principal(name: string, digits?: string): string;
}

const ACCOUNT = "111122223333";

const CLOUDS: Readonly<Record<string, Cloud>> = {
  gcp: {
    place: { project: "ar-events", projectNumber: "123456789012" },
    ownPlace: (digits) => ({
      project: `ar-${digits}`,
      projectNumber: digits,
      impersonate: `deployer@ar-${digits}.iam.gserviceaccount.com`,
    }),
    principal: (name, digits = "events") => `serviceAccount:${name}@ar-${digits}.iam.gserviceaccount.com`,
  },
  aws: {
    place: { account: ACCOUNT, region: "eu-west-1" },
    ownPlace: (digits) => ({ account: digits }),
    principal: (name, digits = ACCOUNT) => `arn:aws:iam::${digits}:role/${name}`,
  },
};

/**
 * The principal that stands for a team (or a service of it) in tests.
 * @param owner the team in whose own account the principal is; unless given it is in the account of the stack
 */
export function principalOf(backend: Backend, name: string, owner?: string): string {
  return cloudOf(backend).principal(name, owner === undefined ? undefined : digitsOf(owner));
}

/** A team's own place in tests, as the stack file says it: the account or project, not what it has from the stack's. */
export function ownPlaceOf(backend: Backend, team: string): object {
  return cloudOf(backend).ownPlace(digitsOf(team));
}

/** A desired state on a stack of the backend, where each team has one principal of its name. */
export function onStack(
  backend: Backend,
  compiled: { readonly desired: DesiredState; readonly origins: Origins },
  more: { readonly teams?: object; readonly [key: string]: unknown } = {},
  accounts: Accounts = "shared",
): BackendInput {
  const own = accounts === "own";
  const names = compiled.desired.teams.map(({ name }) => name);
  const staffed = names.map((name) => [name, { principals: [principalOf(backend, name, own ? name : undefined)] }]);
  const teams = new Map<string, object>(Object.entries(more.teams ?? Object.fromEntries(staffed)));
  if (own)
    for (const name of names) teams.set(name, { ...teams.get(name), [backend.placeKey]: ownPlaceOf(backend, name) });
  const settings = {
    backend: backend.name,
    [backend.placeKey]: cloudOf(backend).place,
    ...more,
    teams: Object.fromEntries(teams),
  };
  const config = Object.entries(settings).map(([key, value]) => [
    `event-topology:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const { stack, diagnostics } = decodeStack("test", settingsOfConfig(Object.fromEntries(config), undefined, "test"));
  assert.ok(stack, JSON.stringify(diagnostics, undefined, 2));
  return { desired: compiled.desired, origins: compiled.origins, stack };
}

function cloudOf(backend: Backend): Cloud {
  const cloud = CLOUDS[backend.placeKey];
  assert.ok(cloud, `no test accounts for ${backend.placeKey}`);
  return cloud;
}

/** 12 digits, other ones for another team. */
function digitsOf(team: string): string {
  const hash = createHash("sha256").update(team).digest().readBigUInt64BE();
  return String(100_000_000_000n + (hash % 900_000_000_000n));
}
