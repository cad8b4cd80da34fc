import assert from "node:assert/strict";
import { test } from "node:test";
import { reviewOfTeams } from "./test-support/review-of-files.ts";

const CRM = "  crm: { events: { CUSTOMER_CREATED: {} }, subscriptions: [EMAIL_SENT] }\n";
const MARKETING = "  marketing: { events: { EMAIL_SENT: {} }, subscriptions: [CUSTOMER_CREATED] }\n";
const DATA = "  data-analysis: { subscriptions: [EMAIL_SENT] }\n";
const SALES = "  sales: { events: { OFFER_MADE: {} }, subscriptions: [CUSTOMER_CREATED] }\n";

/** `team depth path`, each. */
async function affected(base: string, head: string): Promise<readonly string[]> {
  const review = await reviewOfTeams(base, head);
  assert.ok(review.base.complete && review.head.complete, JSON.stringify([review.base, review.head]));
  return review.affected.map(({ team, depth, path }) => `${team} ${depth} ${path.join(" → ")}`);
}

test("whose own queue changes is affected directly, who consumes what that team publishes is not", async () => {
  const filtered = MARKETING.replace("[CUSTOMER_CREATED]", "[{ event: CUSTOMER_CREATED, filter: { country: th } }]");
  assert.deepEqual(await affected(CRM + MARKETING + DATA, CRM + filtered + DATA), [
    "marketing 1 subscription:marketing/CUSTOMER_CREATED → team:marketing",
    "crm 2 subscription:marketing/CUSTOMER_CREATED → team:marketing → topic:EMAIL_SENT → team:crm",
    "data-analysis 2 subscription:marketing/CUSTOMER_CREATED → team:marketing → topic:EMAIL_SENT → team:data-analysis",
  ]);
});

test("consumers of a changed event are affected directly, its owner is where it starts", async () => {
  const moved = (CRM + MARKETING + SALES + DATA)
    .replace("crm: { events: { CUSTOMER_CREATED: {} }", "crm: { events: { OTHER: {} }")
    .replace("OFFER_MADE: {}", "OFFER_MADE: {}, CUSTOMER_CREATED: {}")
    .replace("subscriptions: [CUSTOMER_CREATED] }\n  data", "subscriptions: [OTHER] }\n  data");
  const base = (CRM + MARKETING + SALES + DATA)
    .replace("CUSTOMER_CREATED: {}", "CUSTOMER_CREATED: {}, OTHER: {}")
    .replace("subscriptions: [CUSTOMER_CREATED] }\n  data", "subscriptions: [OTHER] }\n  data");
  assert.deepEqual(await affected(base, moved), [
    "crm 1 topic:CUSTOMER_CREATED → team:crm",
    "marketing 1 topic:CUSTOMER_CREATED → team:marketing",
    "data-analysis 2 topic:CUSTOMER_CREATED → team:marketing → topic:EMAIL_SENT → team:data-analysis",
  ]);
});

test("a removed event reaches those that consumed it, over the edges of before", async () => {
  const base = `${CRM}${MARKETING}${DATA}`;
  const head = `  crm: { events: { OTHER: {} }, subscriptions: [EMAIL_SENT] }\n  marketing: { events: { EMAIL_SENT: {} } }\n${DATA}`;
  const reached = await affected(base, head);
  assert.ok(reached.includes("marketing 1 topic:CUSTOMER_CREATED → team:marketing"), reached.join("\n"));
});

test("what is safe, and who may subscribe in future, affects nobody", async () => {
  const restricted = CRM.replace(
    "CUSTOMER_CREATED: {}",
    "CUSTOMER_CREATED: { visibility: restricted, allow: [marketing] }",
  );
  assert.deepEqual(await affected(CRM + MARKETING, restricted + MARKETING), []);
  assert.deepEqual(await affected(restricted + MARKETING, CRM + MARKETING), []);
  assert.deepEqual(await affected(CRM + MARKETING, CRM + MARKETING + SALES), []);
});

test("a circle of teams ends, and each team is told once", async () => {
  const ring = (retention: string) =>
    ["a", "b", "c", "d"]
      .map((team, index, all) => {
        const before = (all[(index + 3) % 4] ?? "").toUpperCase();
        const policy = team === "a" ? `, retention: ${retention}` : "";
        return `  team-${team}: { events: { ${team.toUpperCase()}: {} }, subscriptions: [{ event: ${before}${policy} }] }\n`;
      })
      .join("");
  assert.deepEqual(await affected(ring("3d"), ring("1d")), [
    "team-a 1 subscription:team-a/D → team:team-a",
    "team-b 2 subscription:team-a/D → team:team-a → topic:A → team:team-b",
    "team-c 3 subscription:team-a/D → team:team-a → topic:A → team:team-b → topic:B → team:team-c",
    "team-d 4 subscription:team-a/D → team:team-a → topic:A → team:team-b → topic:B → team:team-c → topic:C → team:team-d",
  ]);
});
