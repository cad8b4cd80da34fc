import assert from "node:assert/strict";
import { test } from "node:test";
import type { TeamManifest } from "../../backends/manifest.ts";
import { consumption, publication, teamNamed } from "./addresses.ts";
import { Mistake } from "./mistake.ts";

const crm: TeamManifest = {
  version: 1,
  backend: "gcp-pubsub",
  team: "crm",
  publishes: { CUSTOMER_CREATED: { principals: [], to: { kind: "pubsub-topic", topic: "t" } } },
  consumes: {},
};
const marketing: TeamManifest = {
  ...crm,
  team: "marketing",
  publishes: {},
  consumes: {
    CUSTOMER_CREATED: {
      principals: [],
      events: ["CUSTOMER_CREATED"],
      from: { kind: "pubsub-subscriptions", subscriptions: ["s"] },
      deadLetter: { kind: "pubsub-subscriptions", subscriptions: ["d"] },
    },
  },
};
const manifests = { crm, marketing };

test("an event is found by its name, with or without its owner", () => {
  for (const reference of ["CUSTOMER_CREATED", "crm/CUSTOMER_CREATED"]) {
    assert.equal(publication(manifests, reference).event, "CUSTOMER_CREATED");
    assert.deepEqual(publication(manifests, reference).to, { kind: "pubsub-topic", topic: "t" });
  }
});

test("a queue is the asking team's own unless another team is named", () => {
  const own = consumption(manifests, "marketing", "CUSTOMER_CREATED");
  assert.equal(consumption(manifests, "crm", "marketing/CUSTOMER_CREATED"), own);
  assert.throws(() => consumption(manifests, "crm", "CUSTOMER_CREATED"), /no queue of crm .*there is none at all/);
});

test("unknown names are told with the nearest known one and all there are", () => {
  const cases: readonly (readonly [() => unknown, RegExp])[] = [
    [
      () => teamNamed(manifests, "markting"),
      /no team "markting"; did you mean "marketing"\? The teams are crm, marketing/,
    ],
    [() => publication(manifests, "CUSTOMER_CREATE"), /no event "CUSTOMER_CREATE"; did you mean "CUSTOMER_CREATED"\?/],
    [() => publication(manifests, "marketing/CUSTOMER_CREATED"), /no event "CUSTOMER_CREATED".*none at all/],
    [
      () => consumption(manifests, "marketing", "X"),
      /no queue of marketing "X"\. The queues of marketing are CUSTOMER_CREATED/,
    ],
    [() => teamNamed(manifests, "__proto__"), /no team "__proto__"/],
    [() => teamNamed(manifests, "toString"), /no team "toString"/],
  ];
  for (const [act, message] of cases)
    assert.throws(act, (error: unknown) => error instanceof Mistake && message.test(error.message));
});
