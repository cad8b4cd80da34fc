import { type Edit, FROM_MARKETING } from "../edit.ts";

/** Who may subscribe, and who is asked. */
export const accessEdits: readonly Edit[] = [
  {
    name: "event-restricted",
    says: "returns restricts an event to the teams that consume it today.",
    files: {
      "teams/returns.yaml": [
        [
          "RETURN_RECEIVED: { description: A parcel came back and was looked at }",
          "RETURN_RECEIVED: { description: A parcel came back and was looked at, visibility: restricted, allow: [loyalty, payments, warehouse] }",
        ],
      ],
    },
    changes: ["attention event-access-narrowed topic:RETURN_RECEIVED"],
    cloud: "same",
  },
  {
    name: "event-opened",
    says: "payments lets every team read card tokens.",
    files: {
      "teams/payments.yaml": [["CARD_TOKENIZED: { visibility: restricted, allow: [fraud] }", "CARD_TOKENIZED: {}"]],
    },
    changes: ["dangerous event-access-widened topic:CARD_TOKENIZED"],
    cloud: "same",
  },
  {
    name: "allow-list-longer",
    says: "payments lets analytics read card tokens, too.",
    files: { "teams/payments.yaml": [["allow: [fraud]", "allow: [fraud, analytics]"]] },
    changes: ["dangerous event-access-widened topic:CARD_TOKENIZED"],
    cloud: "same",
  },
  {
    name: "allow-list-other",
    says: "payments lets analytics read card tokens and fraud no longer.",
    files: {
      "teams/payments.yaml": [["allow: [fraud]", "allow: [analytics]"]],
      "teams/fraud.yaml": [["[ORDER_PLACED, CARD_TOKENIZED]", "[ORDER_PLACED]"]],
    },
    changes: [
      "dangerous subscription-removed subscription:fraud/CARD_TOKENIZED",
      "dangerous event-access-widened topic:CARD_TOKENIZED",
      "attention event-access-narrowed topic:CARD_TOKENIZED",
    ],
    directly: ["fraud"],
    downstream: {
      payments: "fraud FRAUD_SUSPECTED",
      analytics: "fraud FRAUD_SUSPECTED payments PAYMENT_CAPTURED",
      checkout: "fraud FRAUD_SUSPECTED payments PAYMENT_FAILED",
      "customer-care": "fraud FRAUD_SUSPECTED payments PAYMENT_FAILED",
      warehouse: "fraud FRAUD_SUSPECTED payments PAYMENT_CAPTURED",
      loyalty: "fraud FRAUD_SUSPECTED payments PAYMENT_FAILED checkout ORDER_PLACED",
      marketing: "fraud FRAUD_SUSPECTED payments PAYMENT_FAILED checkout CART_ABANDONED",
      shipping: "fraud FRAUD_SUSPECTED payments PAYMENT_CAPTURED warehouse ORDER_PICKED",
      returns: "fraud FRAUD_SUSPECTED payments PAYMENT_CAPTURED warehouse ORDER_PICKED shipping PARCEL_DELIVERED",
    },
    cloud: {
      google: { delete: 7, refused: 3 },
      sns: { delete: 4, refused: 3, update: 1 },
      eventbridge: { delete: 8, refused: 4, update: 1 },
    },
  },
  {
    name: "approval-asked",
    says: "checkout wants to be asked before anybody else subscribes to cancelled orders.",
    files: { "teams/checkout.yaml": [["ORDER_CANCELLED: {}", "ORDER_CANCELLED: { approval: required }"]] },
    changes: ["safe event-approval-changed topic:ORDER_CANCELLED"],
    cloud: "same",
  },
  {
    name: "approval-lifted",
    says: "fraud no longer wants to be asked.",
    files: { "teams/fraud.yaml": [[", approval: required", ""]] },
    changes: ["attention event-approval-changed topic:FRAUD_SUSPECTED"],
    cloud: "same",
  },
  {
    name: "identity-added",
    says: "On SNS a second role acts for loyalty.",
    files: {
      "stacks/Pulumi.sns.yaml": [
        ["111122223333:role/loyalty]", "111122223333:role/loyalty, arn:aws:iam::111122223333:role/loyalty-batch]"],
      ],
    },
    changes: ["dangerous grant-widened principals:loyalty/sns"],
    cloud: { google: {}, sns: { create: 1, update: 7 }, eventbridge: {} },
  },
  {
    name: "identity-removed",
    says: "On Google one of two accounts no longer acts for marketing.",
    before: {
      "stacks/Pulumi.google.yaml": [
        [
          "[serviceAccount:marketing@harbor-events.iam.gserviceaccount.com]",
          "[serviceAccount:marketing@harbor-events.iam.gserviceaccount.com, serviceAccount:mailer@harbor-events.iam.gserviceaccount.com]",
        ],
      ],
    },
    files: {
      "stacks/Pulumi.google.yaml": [[", serviceAccount:mailer@harbor-events.iam.gserviceaccount.com", ""]],
    },
    changes: ["attention grant-narrowed principals:marketing/google"],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: { google: { delete: 7 }, sns: {}, eventbridge: {} },
  },
  {
    name: "identity-replaced",
    says: "On EventBridge marketing runs under another role.",
    files: { "stacks/Pulumi.eventbridge.yaml": [["role/marketing", "role/campaigns"]] },
    changes: [
      "dangerous grant-widened principals:marketing/eventbridge",
      "attention grant-narrowed principals:marketing/eventbridge",
    ],
    directly: ["marketing"],
    downstream: FROM_MARKETING,
    cloud: { google: {}, sns: {}, eventbridge: { create: 1, delete: 1, update: 10 } },
  },
];
