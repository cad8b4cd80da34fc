import assert from "node:assert/strict";
import { test } from "node:test";
import { id, partOf, queueInIds } from "../desired-state/id.ts";
import { subjectOf } from "./subject.ts";

test("an id says what it stands for, also of a part of something", () => {
  const queue = { team: "web", queue: "a.b-c_D", generation: 12 };
  const name = queueInIds(queue);
  assert.deepEqual(subjectOf(id("topic", "A.b")), { kind: "event", event: "A.b" });
  assert.deepEqual(subjectOf(id("subscription", "web", name)), { kind: "queue", ...queue });
  assert.deepEqual(subjectOf(id("dead-letter-queue", "web", name)), { kind: "queue", ...queue });
  assert.deepEqual(subjectOf(partOf("subscription", id("dead-letter-queue", "web", name))), {
    kind: "queue",
    ...queue,
  });
  assert.deepEqual(subjectOf(id("undeliverable-queue", "web", name)), { kind: "queue", ...queue });
  assert.deepEqual(subjectOf(id("undeliverable-queue", "web", name, "crm")), {
    kind: "undeliverable",
    ...queue,
    owner: "crm",
  });
  assert.deepEqual(subjectOf(id("feed", "web", name, "A")), { kind: "feed", ...queue, event: "A" });
  assert.deepEqual(subjectOf(id("feed", "web", "q", "A")), {
    kind: "feed",
    team: "web",
    queue: "q",
    generation: 1,
    event: "A",
  });
  assert.deepEqual(subjectOf(id("event-bus", "crm")), { kind: "bus", team: "crm" });
  assert.deepEqual(subjectOf(id("grant", "crm", "publish", "A")), { kind: "other" });
});
