import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { type AwsPlace, awsPlaceKey } from "./place.ts";
import { teamsByProvider } from "./places.ts";
import { spanOfPlace } from "./span.ts";

/**
 * Errors for what the stack says of an account that cannot be: a role to assume that is in another account (a team
 * has the stack's unless it names its own), and two of them for one account and region, which has one provider.
 */
export function checkPlaces(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return [...teamsByProvider(input).values()].flatMap((teams) => [
    ...roleElsewhere(input, teams),
    ...conflicts(input, teams),
  ]);
}

function roleElsewhere(input: BackendInput<AwsPlace>, teams: readonly string[]): readonly Diagnostic[] {
  return teams.flatMap((team) => {
    const { account, assumeRole } = input.stack.placeOf(team);
    const roleAccount = assumeRole?.split(":")[4];
    if (roleAccount === undefined || roleAccount === account) return [];
    return [
      {
        code: "role-in-other-account",
        severity: "error" as const,
        message: `team ${team} is in account ${account}, but the deployer is to assume ${assumeRole}, which is in ${roleAccount}; name a role of ${account} with event-topology:teams.${team}.${awsPlaceKey}.assumeRole`,
        span: spanOfPlace(input, team),
      },
    ];
  });
}

function conflicts(input: BackendInput<AwsPlace>, teams: readonly string[]): readonly Diagnostic[] {
  const [first = "", ...others] = teams;
  const known = input.stack.placeOf(first).assumeRole;
  return others.flatMap((team) => {
    const { account, region, assumeRole } = input.stack.placeOf(team);
    if (assumeRole === known) return [];
    return [
      {
        code: "place-conflict",
        severity: "error" as const,
        message: `teams ${first} and ${team} are both in account ${account}, region ${region}, but the deployer is to assume ${said(known)} for ${first} and ${said(assumeRole)} for ${team}; name one role for both`,
        span: spanOfPlace(input, team),
        related: [{ message: `team ${first} is placed here`, span: spanOfPlace(input, first) }],
      },
    ];
  });
}

function said(role: string | undefined): string {
  return role ?? "no role";
}
