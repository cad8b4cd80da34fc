import { type Edit, FROM_LOYALTY, FROM_WAREHOUSE } from "../edit.ts";

const GIFT_CARDS = `gift-cards:
  contact: gifts@harbor.example
  events:
    GIFT_CARD_SOLD: {}
  subscriptions: [PAYMENT_CAPTURED]
`;

/** Teams join, leave, and stand elsewhere. */
export const teamEdits: readonly Edit[] = [
  {
    name: "team-added",
    says: "A team joins, with identities on all stacks.",
    files: {
      "teams/gift-cards.yaml": GIFT_CARDS,
      "stacks/Pulumi.google.yaml": [
        [
          "    catalog:\n",
          "    gift-cards: { principals: [serviceAccount:gifts@harbor-events.iam.gserviceaccount.com] }\n    catalog:\n",
        ],
      ],
      "stacks/Pulumi.sns.yaml": [
        ["    catalog:\n", "    gift-cards: { principals: [arn:aws:iam::111122223333:role/gifts] }\n    catalog:\n"],
      ],
      "stacks/Pulumi.eventbridge.yaml": [
        ["    catalog:\n", "    gift-cards: { principals: [arn:aws:iam::111122223333:role/gifts] }\n    catalog:\n"],
      ],
    },
    changes: [
      "safe subscription-added subscription:gift-cards/PAYMENT_CAPTURED",
      "safe team-added team:gift-cards",
      "safe event-added topic:GIFT_CARD_SOLD",
    ],
    cloud: { google: { create: 9 }, sns: { create: 7 }, eventbridge: { create: 11 } },
  },
  {
    name: "team-added-without-identities",
    says: "A team that only publishes joins, and nobody has said who acts for it.",
    files: { "teams/gift-cards.yaml": "gift-cards:\n  events: { GIFT_CARD_SOLD: {} }\n" },
    changes: ["safe team-added team:gift-cards", "safe event-added topic:GIFT_CARD_SOLD"],
    cloud: { google: { create: 1 }, sns: { create: 2 }, eventbridge: { create: 2 } },
  },
  {
    name: "team-removed",
    says: "loyalty leaves, and analytics takes its event out.",
    files: { "teams/loyalty.yaml": null, "teams/analytics.yaml": [[", POINTS_EARNED]", "]"]] },
    changes: [
      "dangerous subscription-changed subscription:analytics/facts",
      "dangerous subscription-removed subscription:loyalty/ORDER_PLACED",
      "dangerous subscription-removed subscription:loyalty/RETURN_RECEIVED",
      "dangerous event-removed topic:POINTS_EARNED",
      "attention team-removed team:loyalty",
    ],
    directly: ["analytics", "loyalty"],
    cloud: {
      google: { delete: 19, refused: 8 },
      sns: { delete: 12, refused: 7, update: 2 },
      eventbridge: { delete: 15, refused: 6, update: 2 },
    },
  },
  {
    name: "team-renamed",
    says: "customer-care calls itself support, as if that were nothing.",
    files: { "teams/customer-care.yaml": [["customer-care:\n", "support:\n"]] },
    changes: [
      "dangerous subscription-removed subscription:customer-care/case-file",
      "dangerous event-owner-changed topic:CASE_CLOSED",
      "attention team-removed team:customer-care",
      "safe subscription-added subscription:support/case-file",
      "safe team-added team:support",
    ],
    directly: ["customer-care"],
    cloud: {},
  },
  {
    name: "team-renamed-formerly",
    says: "customer-care calls itself support, and says what it was called.",
    files: { "teams/customer-care.yaml": [["customer-care:\n", "support:\n  formerly: customer-care\n"]] },
    changes: ["safe team-renamed team:customer-care"],
    cloud: {},
  },
  {
    name: "contact-changed",
    says: "loyalty is reached at another address.",
    files: { "teams/loyalty.yaml": [["loyalty@harbor.example", "points@harbor.example"]] },
    changes: ["safe team-contact-changed team:loyalty"],
    cloud: "same",
  },
  {
    name: "contact-removed",
    says: "loyalty no longer says how it is reached.",
    files: { "teams/loyalty.yaml": [["  contact: loyalty@harbor.example\n", ""]] },
    changes: ["attention team-contact-changed team:loyalty"],
    cloud: "same",
  },
  {
    name: "reviewers-changed",
    says: "Changes of fraud are approved by others.",
    files: { "teams/fraud.yaml": [['reviewers: "@harbor/fraud"', 'reviewers: ["@harbor/risk", "@harbor/fraud"]']] },
    changes: ["attention reviewers-changed team:fraud"],
    cloud: "same",
  },
  {
    name: "team-moved",
    says: "warehouse gets an AWS account of its own on SNS.",
    files: {
      "stacks/Pulumi.sns.yaml": [
        [
          "principals: [arn:aws:iam::111122223333:role/warehouse]\n",
          'principals: [arn:aws:iam::444455556666:role/warehouse]\n      aws: { account: "444455556666" }\n',
        ],
      ],
    },
    changes: [
      "dangerous team-moved place:warehouse/sns",
      "dangerous grant-widened principals:warehouse/sns",
      "attention grant-narrowed principals:warehouse/sns",
    ],
    directly: ["warehouse"],
    downstream: FROM_WAREHOUSE,
    cloud: { google: {}, sns: { replace: 17, refused: 8, update: 6 }, eventbridge: {} },
  },
  {
    name: "identities-missing",
    says: "On SNS nobody acts for loyalty any more.",
    files: {
      "stacks/Pulumi.sns.yaml": [["    loyalty:\n      principals: [arn:aws:iam::111122223333:role/loyalty]\n", ""]],
    },
    changes: ["attention grant-narrowed principals:loyalty/sns"],
    directly: ["loyalty"],
    downstream: FROM_LOYALTY,
    cloud: { google: {}, sns: { delete: 1, update: 7 }, eventbridge: {} },
  },
];
