import { type Edit, FROM_MARKETING, FROM_SHIPPING } from "../edit.ts";

/** What few queues and events have. No stack is looked at: not every cloud can do each of these. */
export const optionEdits: readonly Edit[] = [
  {
    name: "delivery-enveloped",
    says: "marketing wants the cloud's envelope around what it gets.",
    files: {
      "teams/marketing.yaml": [["    - PRODUCT_LISTED\n", "    - { event: PRODUCT_LISTED, delivery: enveloped }\n"]],
    },
    changes: ["dangerous subscription-changed subscription:marketing/PRODUCT_LISTED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: {},
  },
  {
    name: "delay-and-alarms",
    says: "marketing wants messages held back, smaller ones only, and to be told of dead letters.",
    files: {
      "teams/marketing.yaml": [
        [
          "    - PRODUCT_LISTED\n",
          "    - { event: PRODUCT_LISTED, delay: 5m, maxMessageSize: 64KiB, retry: { minimum: 10s, maximum: 5m }, alarms: { deadLetters: 1, oldestMessage: 1h } }\n",
        ],
      ],
    },
    changes: ["attention subscription-changed subscription:marketing/PRODUCT_LISTED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: {},
  },
  {
    name: "event-ordered",
    says: "warehouse wants picked orders to be received in order.",
    files: { "teams/warehouse.yaml": [["    ORDER_PICKED: {}\n", "    ORDER_PICKED: { ordered: true }\n"]] },
    changes: ["dangerous event-changed topic:ORDER_PICKED"],
    directly: ["shipping"],
    // warehouse is where it starts: nothing goes on through what it publishes itself.
    downstream: {
      analytics: FROM_SHIPPING.analytics,
      "customer-care": FROM_SHIPPING["customer-care"],
      marketing: FROM_SHIPPING.marketing,
      returns: FROM_SHIPPING.returns,
      loyalty: FROM_SHIPPING.loyalty,
      payments: FROM_SHIPPING.payments,
      checkout: FROM_SHIPPING.checkout,
      fraud: FROM_SHIPPING.fraud,
    },
    cloud: {},
  },
  {
    name: "event-kept-for-replay",
    says: "returns wants to be able to replay what came back.",
    files: {
      "teams/returns.yaml": [["and was looked at }", "and was looked at, retention: 30d }"]],
    },
    changes: ["safe event-changed topic:RETURN_RECEIVED"],
    cloud: {},
  },
  {
    name: "event-retired-unused",
    says: "shipping announces that it will no longer publish an event that nobody consumes.",
    files: { "teams/shipping.yaml": [["    PARCEL_DISPATCHED: {}\n", "    PARCEL_DISPATCHED: { retired: drain }\n"]] },
    changes: ["attention event-retired topic:PARCEL_DISPATCHED"],
    cloud: {},
  },
];
