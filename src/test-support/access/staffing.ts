import type { Backend } from "../../backends/backend.ts";
import { fc } from "../fast-check.ts";
import { type Accounts, principalOf } from "../stack.ts";

const KINDS = ["one", "split", "several", "shared"] as const;

/** For each team in turn, the identities that its services run under. */
export type Staffing = readonly (typeof KINDS)[number][];

/** One role for all, publishers apart from consumers, several of both, or a role that teams share. */
export function randomStaffing(teams: number): fc.Arbitrary<Staffing> {
  return fc.array(fc.constantFrom(...KINDS), { minLength: teams, maxLength: teams });
}

/** The `teams` key of a stack file. In accounts of their own the teams share no identity but on Google Cloud. */
export function staffed(
  backend: Backend,
  teams: readonly { readonly name: string }[],
  staffing: Staffing,
  accounts: Accounts = "shared",
): object {
  return Object.fromEntries(
    teams.map(({ name }, at) => {
      const owner = accounts === "own" ? name : undefined;
      const one = (principal: string) => principalOf(backend, principal, owner);
      switch (staffing[at % staffing.length]) {
        case "split":
          return [name, { publishers: [one(`${name}-api`)], consumers: [one(`${name}-worker`)] }];
        case "several":
          return [
            name,
            {
              publishers: [one(`${name}-api`), one(`${name}-jobs`)],
              consumers: [one(`${name}-worker`), one(`${name}-jobs`)],
            },
          ];
        case "shared":
          return [
            name,
            { principals: [principalOf(backend, "platform", backend.placeKey === "gcp" ? undefined : owner)] },
          ];
        default:
          return [name, { principals: [one(name)] }];
      }
    }),
  );
}
