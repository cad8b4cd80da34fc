import assert from "node:assert/strict";
import { test } from "node:test";
import { desiredState } from "../test-support/input.ts";
import { topicName } from "./names.ts";

const desired = desiredState({ events: {} });
const nameOf = (event: string) => topicName(desired, { id: `topic:${event}`, event });

test("a plain event can be read in its topic's name", () => {
  assert.equal(nameOf("CUSTOMER_CREATED"), "ar_CUSTOMER_CREATED");
});

test("SNS has no dots in names: events that differ only there stay distinct", () => {
  const [dot, dash] = [nameOf("visit.booked"), nameOf("visit-booked")];
  assert.match(dot, /^ar_visit-booked-[0-9a-f]{8}$/);
  assert.equal(dash, "ar_visit-booked");
});

test("the name of an ordered event's topic ends in .fifo, however long the event's is", () => {
  const event = "A".repeat(300);
  const ordered = { ...desired, topics: [{ id: `topic:${event}`, event, team: "crm", ordered: true as const }] };
  const name = topicName(ordered, { id: `topic:${event}`, event });
  assert.match(name, /^ar_A+-[0-9a-f]{8}\.fifo$/);
  assert.equal(name.length, 256);
});
