import type { Json } from "../../../backends/cloud-resource.ts";
import type { BroughtUp } from "../../session/up.ts";
import type { Check } from "../check.ts";
import { uniqueId } from "../messages.ts";
import { receivedChecks } from "../received-checks.ts";
import type { Step } from "../step.ts";

/** The edit, as lines below `teams:`. */
export const NEW_TEAM = "loyalty";
const LINES = [`${NEW_TEAM}:`, "  subscriptions: [CUSTOMER_CREATED]"];

export const newTeam: Step = {
  title: "A new team subscribes without touching anybody",
  story: [
    `The team ${NEW_TEAM} joins by two more lines in the file:`,
    ...LINES.map((line) => `    + ${line}`),
    "Then the engine runs again, and CRM publishes one more customer.",
  ],
  run: async (stage) => {
    const second = await stage.edit(LINES);
    const data = { id: uniqueId("c"), name: "Ekachai", country: "th" };
    const published = await stage.publish("crm", "CUSTOMER_CREATED", data);
    const received = await receivedChecks(stage, {
      [`${NEW_TEAM}/CUSTOMER_CREATED`]: [published],
      "marketing/CUSTOMER_CREATED": [published],
      "marketing/audience-projection": [published],
    });
    return [...engineChecks(stage.first, second), ...received];
  },
};

/** What the engine says of its own second run, resource by resource. */
function engineChecks(first: BroughtUp, second: BroughtUp): readonly Check[] {
  const known = new Set(first.report.operations.map(({ urn }) => urn));
  const last = [...new Map(second.report.operations.map((operation) => [operation.urn, operation])).values()];
  const old = last.filter(({ urn }) => known.has(urn));
  // A team in an account of its own comes with the provider for it, which is nothing in the cloud.
  const added = last.filter(({ urn, custom, type }) => !known.has(urn) && custom && !type.startsWith("pulumi:"));
  const before = new Set(first.plan.backend.resources(first.plan.input).map(({ id }) => id));
  const after = second.plan.backend.resources(second.plan.input).filter(({ id }) => !before.has(id));
  return [
    {
      subject: "everything that existed is, in the engine's words,",
      expected: { same: known.size },
      received: countBy(old),
      words: inWords(countBy(old)),
    },
    {
      subject: `for ${NEW_TEAM} the engine did`,
      expected: { create: after.length },
      received: countBy(added),
      words: inWords(countBy(added)),
    },
  ];
}

function countBy(operations: readonly { readonly op: string }[]): { readonly [op: string]: number } {
  const counts: Record<string, number> = {};
  for (const { op } of operations) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}

function inWords(counts: { readonly [op: string]: Json }): string {
  return Object.entries(counts)
    .map(([op, count]) => `${op} (${count})`)
    .join(", ");
}
