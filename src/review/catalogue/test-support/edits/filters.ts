import { type Edit, FROM_MARKETING, FROM_SHIPPING } from "../edit.ts";

/** Google Pub/Sub cannot change a filter: there the subscription is made anew. */
const REPLACED_ON_GOOGLE = { google: { replace: 1, refused: 1 }, sns: { update: 1 }, eventbridge: { update: 1 } };

/** Which messages a queue gets. */
export const filterEdits: readonly Edit[] = [
  {
    name: "filter-narrowed",
    says: "shipping works with one carrier only.",
    files: { "teams/shipping.yaml": [["[dhl, ups]", "[dhl]"]] },
    changes: ["dangerous subscription-changed subscription:shipping/ORDER_PICKED"],
    directly: ["shipping"],
    downstream: FROM_SHIPPING,
    cloud: REPLACED_ON_GOOGLE,
  },
  {
    name: "filter-widened",
    says: "shipping works with one more carrier.",
    files: { "teams/shipping.yaml": [["[dhl, ups]", "[dhl, ups, gls]"]] },
    changes: ["dangerous subscription-changed subscription:shipping/ORDER_PICKED"],
    directly: ["shipping"],
    downstream: FROM_SHIPPING,
    cloud: REPLACED_ON_GOOGLE,
  },
  {
    name: "filter-other",
    says: "analytics wants other stock levels.",
    files: { "teams/analytics.yaml": [["[low, out]", "[out, negative]"]] },
    changes: ["dangerous subscription-changed subscription:analytics/STOCK_CHANGED"],
    directly: ["analytics"],
    cloud: REPLACED_ON_GOOGLE,
  },
  {
    name: "filter-removed-where-it-can-be",
    says: "marketing wants carts of all countries; only the stacks on AWS are looked at, where nothing is lost by it.",
    files: { "teams/marketing.yaml": [["{ event: CART_ABANDONED, filter: { country: [de, nl] } }", "CART_ABANDONED"]] },
    changes: ["attention subscription-changed subscription:marketing/CART_ABANDONED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: { sns: { update: 1 }, eventbridge: { update: 1 } },
  },
  {
    name: "filter-condition-widened",
    says: "marketing wants carts of Germany and of every country with N; no stack is looked at, so the worst is assumed.",
    files: { "teams/marketing.yaml": [["[de, nl]", '[de, { prefix: "n" }]']] },
    changes: ["dangerous subscription-changed subscription:marketing/CART_ABANDONED"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: {},
  },
];
