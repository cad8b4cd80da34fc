import type { Scene } from "../../test-support/scene.ts";

/** Where the messages of `marketing/pushed` go; tests that have a server put its own endpoint here. */
export const ENDPOINT = "https://marketing.example/events";

export const PUSHER = "pusher@ar-events.iam.gserviceaccount.com";

/** What a message of UPDATED has to be: the schema is registered. */
export const UPDATED = {
  type: "object",
  required: ["id", "tags"],
  properties: { id: { type: "integer" }, tags: { type: "array", items: { type: "string" } } },
};

/** A topology and a stack with every option and every setting that Pub/Sub has, so that every type of resource is made. */
export const everything = {
  teams: `
crm:
  events:
    CREATED: { ordered: true, retention: 1d }
    UPDATED: { schema: schemas/updated.json, registerSchema: true }
    OLD: {}
marketing:
  subscriptions:
    - { event: CREATED, ordered: true, retry: { minimum: 1s, maximum: 1m } }
    - { queue: once, events: [CREATED], exactlyOnce: true, ackDeadline: 10s }
    - queue: thai
      events: [CREATED]
      filter: { country: { prefix: th- }, tier: { anythingBut: [gold, silver] }, test: { exists: false } }
    - { queue: pushed, events: [UPDATED], alarms: { deadLetters: 1, oldestMessage: 10m } }
    - { queue: going, events: [OLD] }
    - { queue: staying, events: [OLD] }
`,
  files: { "schemas/updated.json": JSON.stringify(UPDATED) },
  place: {
    kmsKey: "projects/ar-keys/locations/global/keyRings/events/cryptoKeys/topics",
    storageRegions: ["europe-west3"],
    enforceInTransit: true,
  },
  placeOf: {
    marketing: {
      notify: ["projects/ar-events/notificationChannels/1"],
      push: { pushed: { endpoint: ENDPOINT, serviceAccount: PUSHER } },
    },
  },
} as const satisfies Scene;
