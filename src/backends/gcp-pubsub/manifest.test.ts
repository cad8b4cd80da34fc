import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fc } from "../../test-support/fast-check.ts";
import type { Backend, BackendInput } from "../backend.ts";
import { arbitrarySketch } from "../test-support/arbitrary-sketch.ts";
import { sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";
import { manifests } from "./manifest.ts";
import { resources } from "./resources.ts";
import type { GcpPlace } from "./settings.ts";
import { everything } from "./test-support/everything.ts";
import { account, example, gcpInput } from "./test-support/gcp-input.ts";

test("a team learns where to publish and what to pull, by the names of the file", () => {
  const [crm, marketing, ...rest] = manifests(gcpInput(example));
  assert.deepEqual(rest, []);
  assert.deepEqual(crm?.publishes, {
    CUSTOMER_CREATED: {
      principals: [account("crm")],
      to: { kind: "pubsub-topic", topic: "projects/ar-events/topics/ar_CUSTOMER_CREATED" },
    },
    CUSTOMER_UPDATED: {
      principals: [account("crm")],
      to: { kind: "pubsub-topic", topic: "projects/ar-events/topics/ar_CUSTOMER_UPDATED" },
    },
  });
  assert.deepEqual(marketing, {
    version: 1,
    backend: "gcp-pubsub",
    team: "marketing",
    publishes: {
      EMAIL_SENT: {
        principals: [account("marketing")],
        to: { kind: "pubsub-topic", topic: "projects/ar-events/topics/ar_EMAIL_SENT" },
      },
    },
    consumes: {
      CUSTOMER_CREATED: {
        principals: [account("marketing")],
        events: ["CUSTOMER_CREATED"],
        from: {
          kind: "pubsub-subscriptions",
          subscriptions: ["projects/ar-events/subscriptions/ar_marketing_CUSTOMER_CREATED"],
        },
        deadLetter: {
          kind: "pubsub-subscriptions",
          subscriptions: ["projects/ar-events/subscriptions/ar_marketing_CUSTOMER_CREATED-dlq"],
        },
      },
      "audience-projection": {
        principals: [account("marketing")],
        events: ["CUSTOMER_CREATED", "CUSTOMER_UPDATED"],
        from: {
          kind: "pubsub-subscriptions",
          subscriptions: [
            "projects/ar-events/subscriptions/ar_marketing_audience-projection~CUSTOMER_CREATED",
            "projects/ar-events/subscriptions/ar_marketing_audience-projection~CUSTOMER_UPDATED",
          ],
        },
        deadLetter: {
          kind: "pubsub-subscriptions",
          subscriptions: ["projects/ar-events/subscriptions/ar_marketing_audience-projection-dlq"],
        },
      },
    },
  });
});

test("principals are sorted and single", () => {
  const principals = () => ({ publishers: ["b", "a", "b"], consumers: [] });
  const [crm] = manifests(gcpInput({ events: { SENT: "crm" } }, { principals }));
  assert.deepEqual(crm?.publishes["SENT"]?.principals, ["a", "b"]);
});

test("property: manifests name exactly the topics and subscriptions that are made, each once", () => {
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => {
      const input = gcpInput(sketch);
      const all = manifests(input);
      const deadLetterTopics = new Set(input.desired.deadLetterQueues.map(({ id }) => id));
      const made = resources(input).flatMap(({ id, type, name }) => {
        if (type === "gcp:pubsub/subscription:Subscription") return [`projects/ar-events/subscriptions/${name}`];
        return type === "gcp:pubsub/topic:Topic" && !deadLetterTopics.has(id)
          ? [`projects/ar-events/topics/${name}`]
          : [];
      });
      const told = all.flatMap(({ publishes, consumes }) => [
        ...Object.values(publishes).flatMap(({ to }) => (to.kind === "pubsub-topic" ? [to.topic] : [])),
        ...Object.values(consumes)
          .flatMap(({ from, deadLetter }) => [from, deadLetter])
          .flatMap((address) => (address?.kind === "pubsub-subscriptions" ? address.subscriptions : [])),
      ]);
      assert.deepEqual(told.sort(), made.sort());
      assert.deepEqual(
        all.map(({ team }) => team),
        [...new Set(all.map(({ team }) => team))].sort(),
      );
    }),
  );
});

test("with every option it still has the published shape", async () => {
  const isManifest = new Ajv2020().compile(createRequire(import.meta.url)("../../../schemas/manifest.schema.json"));
  const input = (await sceneOn(gcpPubsub as Backend, everything)) as BackendInput<GcpPlace>;
  const made = manifests(input);
  assert.ok(made.some(({ consumes }) => Object.values(consumes).some(({ push }) => push)));
  for (const manifest of made) assert.ok(isManifest(manifest), JSON.stringify(isManifest.errors));
});
