import { type Edit, FROM_MARKETING, FROM_SHIPPING } from "../edit.ts";

/** Queues come and go, and what feeds them. */
export const queueEdits: readonly Edit[] = [
  {
    name: "subscription-added",
    says: "pricing wants to know how much there is.",
    files: {
      "teams/pricing.yaml": [
        ["[PRODUCT_LISTED, PRODUCT_DELISTED]", "[PRODUCT_LISTED, PRODUCT_DELISTED, STOCK_CHANGED]"],
      ],
    },
    changes: ["safe subscription-added subscription:pricing/STOCK_CHANGED"],
    cloud: { google: { create: 7 }, sns: { create: 4, update: 1 }, eventbridge: { create: 5, update: 1 } },
  },
  {
    name: "named-queue-added",
    says: "A service of loyalty wants orders of the web shop and what was paid.",
    files: {
      "teams/loyalty.yaml": [
        [
          "  subscriptions: [ORDER_PLACED, RETURN_RECEIVED]\n",
          "  subscriptions:\n    - ORDER_PLACED\n    - RETURN_RECEIVED\n    - { queue: tier, events: [ORDER_PLACED, PAYMENT_CAPTURED], filter: { channel: web } }\n",
        ],
      ],
    },
    changes: ["safe subscription-added subscription:loyalty/tier"],
    cloud: { google: { create: 10 }, sns: { create: 5, update: 1 }, eventbridge: { create: 10, update: 1 } },
  },
  {
    name: "subscription-removed",
    says: "marketing no longer wants to know of parcels.",
    files: { "teams/marketing.yaml": [["    - PARCEL_DELIVERED\n", ""]] },
    changes: ["dangerous subscription-removed subscription:marketing/PARCEL_DELIVERED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: {
      google: { delete: 7, refused: 3 },
      sns: { delete: 4, refused: 3, update: 1 },
      eventbridge: { delete: 5, refused: 3, update: 1 },
    },
  },
  {
    name: "subscription-retired",
    says: "marketing announces that it will no longer read a queue, and drains it first.",
    files: {
      "teams/marketing.yaml": [["    - PARCEL_DELIVERED\n", "    - { event: PARCEL_DELIVERED, retired: drain }\n"]],
    },
    changes: ["attention subscription-retired subscription:marketing/PARCEL_DELIVERED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: {},
  },
  {
    name: "subscription-to-be-deleted",
    says: "marketing announces that a queue is to be deleted whatever it holds.",
    files: {
      "teams/marketing.yaml": [["    - PARCEL_DELIVERED\n", "    - { event: PARCEL_DELIVERED, retired: delete }\n"]],
    },
    changes: ["dangerous subscription-retired subscription:marketing/PARCEL_DELIVERED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: {},
  },
  {
    name: "retired-subscription-leaves",
    says: "The entry of a queue that was drained leaves the file.",
    before: {
      "teams/marketing.yaml": [["    - PARCEL_DELIVERED\n", "    - { event: PARCEL_DELIVERED, retired: drain }\n"]],
    },
    files: { "teams/marketing.yaml": [["    - { event: PARCEL_DELIVERED, retired: drain }\n", ""]] },
    changes: ["attention subscription-removed subscription:marketing/PARCEL_DELIVERED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: {},
  },
  {
    name: "queue-renamed",
    says: "analytics gives a queue another name, as if that were possible.",
    files: { "teams/analytics.yaml": [["queue: facts", "queue: lake"]] },
    changes: [
      "dangerous subscription-removed subscription:analytics/facts",
      "safe subscription-added subscription:analytics/lake",
    ],
    directly: ["analytics"],
    cloud: {
      google: { delete: 19, refused: 7, create: 19 },
      sns: { delete: 8, refused: 3, create: 8, update: 1 },
      eventbridge: { delete: 16, refused: 4, create: 16, update: 1 },
    },
  },
  {
    name: "queue-renamed-formerly",
    says: "analytics gives a queue another name and says which it had.",
    files: { "teams/analytics.yaml": [["queue: facts", "queue: lake\n      formerly: facts"]] },
    changes: ["safe subscription-changed subscription:analytics/facts"],
    cloud: {},
  },
  {
    name: "feed-added",
    says: "customer-care wants one more event in its case files.",
    files: { "teams/customer-care.yaml": [["RETURN_REQUESTED]", "RETURN_REQUESTED, RETURN_RECEIVED]"]] },
    changes: ["safe subscription-changed subscription:customer-care/case-file"],
    cloud: { google: { create: 3 }, sns: { create: 1, update: 2 }, eventbridge: { update: 1 } },
  },
  {
    name: "feed-removed",
    says: "customer-care no longer wants failed payments in its case files.",
    files: { "teams/customer-care.yaml": [["PAYMENT_FAILED, ", ""]] },
    changes: ["dangerous subscription-changed subscription:customer-care/case-file"],
    directly: ["customer-care"],
    cloud: {
      google: { delete: 3, refused: 1 },
      sns: { delete: 1, update: 2 },
      eventbridge: { delete: 5, refused: 1, update: 2 },
    },
  },
  {
    name: "feed-retired",
    says: "customer-care lets an event leave its case files, and reads what is there first.",
    files: { "teams/customer-care.yaml": [["PAYMENT_FAILED, ", "{ event: PAYMENT_FAILED, retired: drain }, "]] },
    changes: ["attention subscription-changed subscription:customer-care/case-file"],
    directly: ["customer-care"],
    cloud: {},
  },
  {
    name: "new-generation",
    says: "shipping wants another carrier, and has the queue made anew beside the old one, which is read empty.",
    files: {
      "teams/shipping.yaml": [
        [
          "{ event: ORDER_PICKED, filter: { carrier: [dhl, ups] } }",
          "{ event: ORDER_PICKED, filter: { carrier: [dhl, gls] }, generation: 2, previous: { filter: { carrier: [dhl, ups] }, retired: drain } }",
        ],
      ],
    },
    changes: [
      "attention subscription-retired subscription:shipping/ORDER_PICKED",
      "safe subscription-added subscription:shipping/ORDER_PICKED~g2",
    ],
    directly: ["shipping"],
    downstream: FROM_SHIPPING,
    cloud: {},
  },
];
