import { type Edit, FROM_CHECKOUT } from "../edit.ts";

const NOT_COMPARED = { google: "not compared", sns: "not compared", eventbridge: "not compared" } as const;

/** What cannot be read as a whole. */
export const brokenEdits: readonly Edit[] = [
  {
    name: "base-broken",
    says: "The main branch has a mistake in one file; the change corrects it.",
    before: { "teams/loyalty.yaml": [["[ORDER_PLACED, RETURN_RECEIVED]", "[ORDER_PLACD, RETURN_RECEIVED]"]] },
    files: { "teams/loyalty.yaml": [["[ORDER_PLACD, RETURN_RECEIVED]", "[ORDER_PLACED, RETURN_RECEIVED]"]] },
    changes: ["safe subscription-added subscription:loyalty/ORDER_PLACED"],
    cloud: NOT_COMPARED,
    incomplete: "base",
  },
  {
    name: "head-broken",
    says: "The change has a spelling mistake.",
    files: { "teams/checkout.yaml": [["    - PRICE_CHANGED\n", "    - PRICE_CHANGD\n"]] },
    changes: ["dangerous subscription-removed subscription:checkout/PRICE_CHANGED"],
    directly: ["checkout"],
    downstream: FROM_CHECKOUT,
    cloud: NOT_COMPARED,
    incomplete: "head",
  },
  {
    name: "head-unreadable",
    says: "The change leaves the main file in no state to be read.",
    files: { "topology.yaml": "version: 1\norganization: harbor\nteams: [\n" },
    changes: [],
    cloud: NOT_COMPARED,
    incomplete: "head",
  },
  {
    name: "first-topology",
    says: "There was no topology before.",
    before: "nothing",
    files: {
      "topology.yaml":
        "version: 1\norganization: harbor\nteams:\n  checkout:\n    events: { ORDER_PLACED: {} }\n  payments:\n    subscriptions: [ORDER_PLACED]\n",
      "stacks/Pulumi.sns.yaml":
        'config:\n  event-topology:backend: aws-sns-sqs\n  event-topology:aws: { account: "111122223333", region: eu-west-1 }\n  event-topology:teams:\n    checkout: { principals: [arn:aws:iam::111122223333:role/checkout] }\n    payments: { principals: [arn:aws:iam::111122223333:role/payments] }\n',
    },
    changes: [
      "safe team-added team:checkout",
      "safe event-added topic:ORDER_PLACED",
      "safe subscription-added subscription:payments/ORDER_PLACED",
      "safe team-added team:payments",
    ],
    cloud: { sns: { create: 8 } },
  },
];
