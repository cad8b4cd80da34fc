import type { Diagnostic, Span } from "../../diagnostic.ts";
import type { NameReference } from "../topology.ts";
import type { Rule } from "./rule.ts";

/** What was called so at first keeps that name in the cloud: nobody else can have it. */
export const formerName: Rule = {
  code: "former-name",
  check(topology) {
    return [
      ...taken("team", topology.teams, this.code),
      ...topology.teams
        .filter(({ subscriptions }) => subscriptions.some(({ formerly }) => formerly !== undefined))
        .flatMap(({ subscriptions }) =>
          taken(
            "queue",
            subscriptions.map((subscription) => ({ ...subscription, name: subscription.queue })),
            this.code,
          ),
        ),
    ];
  },
};

interface Named {
  readonly name: string;
  readonly formerly?: NameReference;
  readonly span: Span;
}

function taken(what: string, all: readonly Named[], code: string): readonly Diagnostic[] {
  if (all.every(({ formerly }) => formerly === undefined)) return [];
  const firstOf = new Map<string, Span>();
  for (const { name, formerly, span } of all) if (formerly === undefined && !firstOf.has(name)) firstOf.set(name, span);
  return all.flatMap(({ name, formerly }): readonly Diagnostic[] => {
    if (formerly === undefined) return [];
    const other = firstOf.get(formerly.name);
    firstOf.set(formerly.name, other ?? formerly.span);
    if (other === undefined) return [];
    const message =
      formerly.name === name
        ? `the ${what} ${name} cannot be its own former name; remove "formerly"`
        : `the ${what} ${name} was called ${formerly.name}, and so is another ${what}: in the cloud they would be the same; give the other one a name that was never used`;
    return [
      { code, severity: "error", message, span: formerly.span, related: [{ message: "the other one", span: other }] },
    ];
  });
}
