import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test-support/fast-check.ts";
import { arbitrarySketch } from "../test-support/arbitrary-sketch.ts";
import { desiredState } from "../test-support/input.ts";
import { deadLetterName, PUBSUB_NAME, subscriptionName, topicName } from "./names.ts";

const { subscriptions } = desiredState({
  events: { CREATED: "crm", UPDATED: "crm" },
  queues: [
    { team: "marketing", events: ["CREATED"] },
    { team: "marketing", queue: "audience", events: ["CREATED", "UPDATED"] },
    { team: "marketing", queue: "UPDATED", events: ["CREATED", "UPDATED"] },
  ],
});

test("names say what they are, and one event of a queue does not rename another", () => {
  assert.deepEqual(
    subscriptions.flatMap((queue) => queue.feeds.map((feed) => [feed.id, subscriptionName("ar", queue, feed)])),
    [
      ["feed:marketing/CREATED/CREATED", "ar_marketing_CREATED"],
      ["feed:marketing/UPDATED/CREATED", "ar_marketing_UPDATED~CREATED"],
      ["feed:marketing/UPDATED/UPDATED", "ar_marketing_UPDATED"],
      ["feed:marketing/audience/CREATED", "ar_marketing_audience~CREATED"],
      ["feed:marketing/audience/UPDATED", "ar_marketing_audience~UPDATED"],
    ],
  );
  assert.deepEqual(
    subscriptions.map((queue) => deadLetterName("ar", queue)),
    ["ar_marketing_CREATED-dlq", "ar_marketing_UPDATED-dlq", "ar_marketing_audience-dlq"],
  );
  assert.equal(topicName("ar", "prison-visit.booked"), "ar_prison-visit.booked");
});

for (const [name, legal] of [
  ["abc", true],
  ["ar_crm_X~Y-dlq", true],
  ["go-og", true],
  [`a${"b".repeat(254)}`, true],
  [`a${"b".repeat(255)}`, false],
  ["ab", false],
  ["google", false],
  ["1abc", false],
  ["a/b", false],
] as const) {
  test(`${name.slice(0, 20)} is ${legal ? "legal" : "not legal"} on Pub/Sub`, () => {
    assert.equal(PUBSUB_NAME.test(name), legal);
  });
}

test("property: all topics and all subscriptions have legal names of their own", () => {
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => {
      const { organization, topics, subscriptions: queues } = desiredState(sketch);
      const deadLetters = queues.map((queue) => deadLetterName(organization, queue));
      const feeds = queues.flatMap((queue) => queue.feeds.map((feed) => subscriptionName(organization, queue, feed)));
      for (const names of [
        [...topics.map(({ event }) => topicName(organization, event)), ...deadLetters],
        [...feeds, ...deadLetters],
      ]) {
        assert.equal(new Set(names).size, names.length, names.join(" "));
        for (const name of names) assert.match(name, PUBSUB_NAME);
      }
    }),
  );
});
