import assert from "node:assert/strict";
import { test } from "node:test";
import type { Approval } from "../owners/approval.ts";
import { approvalsMarkdown } from "./approvals-markdown.ts";

const edited = (team: string, ...reviewers: readonly string[]): Approval => ({
  team,
  reviewers,
  reasons: [{ kind: "edited", ids: [`team:${team}`] }],
});

test("a line for each whose approval is needed, with whom to ask and why", () => {
  const approvals: readonly Approval[] = [
    { reviewers: ["@ar/platform"], reasons: [{ kind: "edited", ids: ["organization"] }] },
    {
      team: "crm",
      reviewers: ["@ar/crm", "@octocat"],
      reasons: [{ kind: "new-subscriber", event: "CUSTOMER_CREATED", subscriber: "loyalty" }],
    },
    edited("ops"),
  ];
  assert.equal(
    approvalsMarkdown(approvals),
    "## Approvals: 3\n\n" +
      "- The organization: `@ar/platform` (edited: `organization`)\n" +
      "- `crm`: `@ar/crm` or `@octocat` (`loyalty` wants `CUSTOMER_CREATED`)\n" +
      "- `ops`: nobody is named (edited: `team:ops`)\n",
  );
});

test("says nothing when nobody has to approve, or nobody is named anywhere", () => {
  assert.equal(approvalsMarkdown([]), "");
  assert.equal(approvalsMarkdown([edited("crm"), edited("ops")]), "");
});

test("many are folded, and very many cut with their number", () => {
  const many = Array.from({ length: 130 }, (_, index) => edited(`team-${index}`, "@ar/all"));
  assert.match(approvalsMarkdown(many.slice(0, 11)), /<details>[\s\S]*team-10[\s\S]*<\/details>/);
  assert.match(approvalsMarkdown(many), /team-99[\s\S]*- and 30 more\n/);
});

test("names are code, whatever stands in them", () => {
  const text = approvalsMarkdown([edited("a`b\n# c", "@everyone")]);
  assert.match(text, /``a`b\\u\{a\}# c``: `@everyone`/);
});
