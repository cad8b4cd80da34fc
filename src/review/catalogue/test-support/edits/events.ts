import { type Edit, FROM_CHECKOUT, FROM_MARKETING } from "../edit.ts";

/** Events come, go and move. */
export const eventEdits: readonly Edit[] = [
  {
    name: "event-added",
    says: "returns publishes one more event.",
    files: {
      "teams/returns.yaml": [["    RETURN_REQUESTED: {}\n", "    RETURN_REQUESTED: {}\n    RETURN_REFUSED: {}\n"]],
    },
    changes: ["safe event-added topic:RETURN_REFUSED"],
    cloud: { google: { create: 2 }, sns: { create: 2, update: 1 }, eventbridge: { update: 2 } },
  },
  {
    name: "restricted-event-added",
    says: "payments publishes an event that only returns may read, and returns subscribes to it.",
    files: {
      "teams/payments.yaml": [
        [
          "    PAYMENT_FAILED: {}\n",
          "    PAYMENT_FAILED: {}\n    REFUND_ISSUED: { visibility: restricted, allow: [returns] }\n",
        ],
      ],
      "teams/returns.yaml": [["[PARCEL_DELIVERED]", "[PARCEL_DELIVERED, REFUND_ISSUED]"]],
    },
    changes: [
      "attention subscription-added subscription:returns/REFUND_ISSUED",
      "safe event-added topic:REFUND_ISSUED",
    ],
    cloud: { google: { create: 9 }, sns: { create: 6, update: 2 }, eventbridge: { create: 8, update: 3 } },
  },
  {
    name: "event-removed-unused",
    says: "shipping stops publishing an event that nobody consumes.",
    files: { "teams/shipping.yaml": [["    PARCEL_DISPATCHED: {}\n", ""]] },
    changes: ["attention event-removed topic:PARCEL_DISPATCHED"],
    cloud: {
      google: { delete: 2, refused: 1 },
      sns: { delete: 2, refused: 1, update: 1 },
      eventbridge: { update: 2 },
    },
  },
  {
    name: "event-removed-in-use",
    says: "pricing stops publishing prices, and checkout takes its subscription out.",
    files: {
      "teams/pricing.yaml": [["  events:\n    PRICE_CHANGED: { description: A product costs something else }\n", ""]],
      "teams/checkout.yaml": [["    - PRICE_CHANGED\n", ""]],
    },
    changes: [
      "dangerous subscription-removed subscription:checkout/PRICE_CHANGED",
      "dangerous event-removed topic:PRICE_CHANGED",
    ],
    directly: ["checkout"],
    downstream: FROM_CHECKOUT,
    cloud: {
      google: { delete: 9, refused: 4 },
      sns: { delete: 6, refused: 4, update: 2 },
      eventbridge: { delete: 7, refused: 3, update: 2 },
    },
  },
  {
    name: "event-renamed",
    says: "warehouse gives an event another name, and its consumers follow.",
    files: {
      "teams/warehouse.yaml": [["    STOCK_CHANGED: {}\n", "    STOCK_LEVEL_CHANGED: {}\n"]],
      "teams/checkout.yaml": [["event: STOCK_CHANGED", "event: STOCK_LEVEL_CHANGED"]],
      "teams/analytics.yaml": [["event: STOCK_CHANGED", "event: STOCK_LEVEL_CHANGED"]],
    },
    changes: [
      "dangerous subscription-removed subscription:analytics/STOCK_CHANGED",
      "dangerous subscription-removed subscription:checkout/STOCK_CHANGED",
      "dangerous event-removed topic:STOCK_CHANGED",
      "safe subscription-added subscription:analytics/STOCK_LEVEL_CHANGED",
      "safe subscription-added subscription:checkout/STOCK_LEVEL_CHANGED",
      "safe event-added topic:STOCK_LEVEL_CHANGED",
    ],
    directly: ["analytics", "checkout"],
    downstream: {
      "customer-care": "checkout ORDER_PLACED",
      fraud: "checkout ORDER_PLACED",
      loyalty: "checkout ORDER_PLACED",
      marketing: "checkout CART_ABANDONED",
      payments: "checkout ORDER_PLACED",
    },
    cloud: {
      google: { delete: 16, refused: 7, create: 16 },
      sns: { delete: 10, refused: 7, create: 10, update: 3 },
      eventbridge: { delete: 10, refused: 6, create: 10, update: 4 },
    },
  },
  {
    name: "event-moved",
    says: "loyalty takes CART_ABANDONED over from checkout.",
    files: {
      "teams/checkout.yaml": [
        ["    CART_ABANDONED: { description: Nothing has happened to a full cart for an hour }\n", ""],
      ],
      "teams/loyalty.yaml": [
        [
          "    POINTS_EARNED: {}\n",
          "    POINTS_EARNED: {}\n    CART_ABANDONED: { description: Nothing has happened to a full cart for an hour }\n",
        ],
      ],
    },
    changes: ["dangerous event-owner-changed topic:CART_ABANDONED"],
    directly: ["checkout", "marketing"],
    downstream: FROM_MARKETING,
    cloud: {
      google: { update: 1, create: 1, delete: 1 },
      sns: { update: 4 },
      eventbridge: { create: 2, delete: 2, update: 6 },
    },
  },
  {
    name: "description-changed",
    says: "pricing finds better words for its event.",
    files: { "teams/pricing.yaml": [["A product costs something else", "The price of a product is another one"]] },
    changes: ["safe event-description-changed topic:PRICE_CHANGED"],
    cloud: "same",
  },
  {
    name: "description-removed",
    says: "pricing says nothing of its event any more.",
    files: { "teams/pricing.yaml": [["{ description: A product costs something else }", "{}"]] },
    changes: ["safe event-description-changed topic:PRICE_CHANGED"],
    cloud: "same",
  },
];
