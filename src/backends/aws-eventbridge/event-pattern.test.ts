import assert from "node:assert/strict";
import { test } from "node:test";
import type { Filter } from "../../desired-state/desired-state.ts";
import { eventPattern, type PatternEvent } from "./event-pattern.ts";

function feed(event: string, filter?: Filter): PatternEvent {
  return { source: "ar.crm", detailType: event, ...(filter && { filter }) };
}

for (const [name, feeds, pattern] of [
  ["one event", [feed("A")], '{"detail-type":["A"],"source":["ar.crm"]}'],
  ["several, sorted", [feed("B"), feed("A")], '{"detail-type":["A","B"],"source":["ar.crm"]}'],
  [
    "one filter for all, in whatever order it is written",
    [feed("A", { tier: ["gold"], country: ["th", "sg"] }), feed("B", { country: ["sg", "th"], tier: ["gold"] })],
    '{"detail":{"attributes":{"country":["sg","th"],"tier":["gold"]}},"detail-type":["A","B"],"source":["ar.crm"]}',
  ],
  ["an empty filter is none", [feed("A", {}), feed("B")], '{"detail-type":["A","B"],"source":["ar.crm"]}'],
  [
    "a filter on some of them",
    [feed("A", { tier: ["gold"] }), feed("B"), feed("C")],
    '{"$or":[{"detail-type":["B","C"]},{"detail":{"attributes":{"tier":["gold"]}},"detail-type":["A"]}],"source":["ar.crm"]}',
  ],
] as const) {
  test(`the pattern for ${name}`, () => assert.equal(eventPattern(feeds), pattern));
}
