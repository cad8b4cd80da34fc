import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOrganizations, checkRegions } from "./check-across.ts";
import { accountOf, awsInput, ownAccounts } from "./test-support/input.ts";

const sketch = {
  events: { A: "crm", B: "crm", C: "billing" },
  queues: [{ team: "sales", queue: "q", events: ["A", "B", "C"] as const }],
};

test("teams in one region are fine, whatever their accounts", () => {
  assert.deepEqual(checkRegions(awsInput(sketch, ownAccounts())), []);
});

test("another region is told once for each owner, at the feed, with both sides", () => {
  const input = awsInput(
    sketch,
    ownAccounts((team) => ({ region: team === "sales" ? "us-east-1" : "eu-west-1" })),
  );
  const found = checkRegions(input);
  assert.deepEqual(
    found.map(({ code, severity, span }) => [code, severity, span]),
    ["A", "C"].map((event) => ["region-differs", "error", input.origins.get(`feed:sales/q/${event}`)]),
  );
  assert.match(found[0]?.message ?? "", /^sales\/q is in us-east-1 and A of crm in eu-west-1;/);
  assert.deepEqual(
    found[0]?.related?.map(({ span }) => span),
    [input.stack.spanOf(["teams", "sales", "aws"]), input.stack.spanOf(["teams", "crm", "aws"])],
  );
});

test("a topic that is open to an organization is not to a subscriber outside of it", () => {
  const of = (sales: string | undefined) =>
    awsInput(
      sketch,
      ownAccounts((team) => {
        const organizationId = team === "sales" ? sales : team === "crm" ? "o-aaaaaaaaaa" : undefined;
        return organizationId === undefined ? {} : { organizationId };
      }),
    );
  assert.deepEqual(checkOrganizations(of("o-aaaaaaaaaa")), []);
  for (const [sales, told] of [
    ["o-bbbbbbbbbb", "o-bbbbbbbbbb"],
    [undefined, "none"],
  ] as const) {
    const [found, ...rest] = checkOrganizations(of(sales));
    assert.deepEqual(rest, []);
    assert.equal(found?.code, "organization-differs");
    assert.match(
      found?.message ?? "",
      new RegExp(`A of crm is open to the organization o-aaaaaaaaaa, but sales/q is in organization ${told};`),
    );
  }
});

test("within an account the organization does not matter", () => {
  const organization = (team: string) => (team === "crm" ? { organizationId: "o-aaaaaaaaaa" } : {});
  const input = awsInput(
    sketch,
    ownAccounts((team) => ({ account: accountOf("crm"), ...organization(team) })),
  );
  assert.deepEqual(checkOrganizations(input), []);
});
