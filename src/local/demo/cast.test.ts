import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { compile } from "../../compile.ts";
import type { DesiredState } from "../../desired-state/desired-state.ts";
import { nodeFiles } from "../../files.ts";
import { Mistake } from "../session/mistake.ts";
import { checkCast } from "./cast.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { desired } = await compile("topology.yaml", nodeFiles(root));
assert.ok(desired);
const example: DesiredState = desired;

test("the story fits the topology file that comes with the project", () => {
  checkCast(example, "topology.yaml");
});

test("what is missing is named", () => {
  const cases: readonly (readonly [DesiredState, RegExp])[] = [
    [
      { ...example, topics: example.topics.filter(({ event }) => event !== "EMAIL_SENT") },
      /marketing does not own EMAIL_SENT/,
    ],
    [
      { ...example, subscriptions: example.subscriptions.filter(({ team }) => team !== "crm") },
      /crm\/EMAIL_SENT is not fed by exactly EMAIL_SENT/,
    ],
    [
      {
        ...example,
        subscriptions: example.subscriptions.map((subscription) => ({
          ...subscription,
          feeds: subscription.feeds.map((feed) => ({ ...feed, filter: { country: ["th"] } })),
        })),
      },
      /marketing\/CUSTOMER_CREATED is not fed by .* without a filter/,
    ],
    [
      { ...example, teams: [...example.teams, { id: "team:loyalty", name: "loyalty", key: "loyalty" }] },
      /team loyalty.*is there/,
    ],
  ];
  for (const [changed, message] of cases)
    assert.throws(
      () => checkCast(changed, "topology.yaml"),
      (error: unknown) => error instanceof Mistake && message.test(error.message) && /local up/.test(error.message),
    );
});
