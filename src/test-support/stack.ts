import assert from "node:assert/strict";
import type { Backend, BackendInput } from "../backends/backend.ts";
import { settingsOfConfig } from "../backends/config-document.ts";
import { decodeStack } from "../backends/decode-stack.ts";
import type { DesiredState, Origins } from "../desired-state/desired-state.ts";

const ACCOUNT = "111122223333";

const PLACES: Readonly<Record<string, object>> = {
  gcp: { project: "ar-events", projectNumber: "123456789012" },
  aws: { account: ACCOUNT, region: "eu-west-1" },
};

const PRINCIPALS: Readonly<Record<string, (name: string) => string>> = {
  gcp: (name) => `serviceAccount:${name}@ar-events.iam.gserviceaccount.com`,
  aws: (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
};

/** The principal that stands for a team (or a service of it) in tests. */
export function principalOf(backend: Backend, name: string): string {
  const principal = PRINCIPALS[backend.placeKey];
  assert.ok(principal, `no test principals for ${backend.placeKey}`);
  return principal(name);
}

/** A desired state on a stack of the backend, where each team has one principal of its name. */
export function onStack(
  backend: Backend,
  compiled: { readonly desired: DesiredState; readonly origins: Origins },
  more: Readonly<Record<string, unknown>> = {},
): BackendInput {
  const teams = compiled.desired.teams.map(({ name }) => [name, { principals: [principalOf(backend, name)] }]);
  const settings = {
    backend: backend.name,
    [backend.placeKey]: PLACES[backend.placeKey],
    teams: Object.fromEntries(teams),
    ...more,
  };
  const config = Object.entries(settings).map(([key, value]) => [
    `event-topology:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const { stack, diagnostics } = decodeStack("test", settingsOfConfig(Object.fromEntries(config), undefined, "test"));
  assert.ok(stack, JSON.stringify(diagnostics, undefined, 2));
  return { desired: compiled.desired, origins: compiled.origins, stack };
}
