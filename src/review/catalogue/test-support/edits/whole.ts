import type { Edit } from "../edit.ts";

/** What concerns everybody, or nobody. */
export const wholeEdits: readonly Edit[] = [
  {
    name: "words-only",
    says: "Comments, quotes, order and layout: nothing that means anything.",
    files: {
      "teams/warehouse.yaml": `# Six halls, one of them cold.
warehouse:
  reviewers: ["@harbor/warehouse"]
  subscriptions:
    - event: returns/RETURN_RECEIVED # the owner's name is optional
    - queue: picking
      ackDeadline: 120s
      events:
        - ORDER_CANCELLED
        - "PAYMENT_CAPTURED"
  events: { ORDER_PICKED: , STOCK_CHANGED: {} }
  contact: 'warehouse@harbor.example'
`,
      "teams/shipping.yaml": [["[dhl, ups]", "[ups, dhl]"]],
      "stacks/Pulumi.sns.yaml": [["# AWS SNS and SQS;", "# SNS and SQS on AWS;"]],
    },
    changes: [],
    cloud: "same",
  },
  {
    name: "teams-in-other-files",
    says: "Two teams move from files of their own into the main file.",
    files: {
      "topology.yaml": [
        [
          "  include: teams/*.yaml\n",
          '  include: teams/*.yaml\n  loyalty:\n    contact: loyalty@harbor.example\n    reviewers: "@harbor/loyalty"\n    events: { POINTS_EARNED: {} }\n    subscriptions: [ORDER_PLACED, RETURN_RECEIVED]\n',
        ],
      ],
      "teams/loyalty.yaml": null,
    },
    changes: [],
    cloud: "same",
  },
  {
    name: "organization-renamed",
    says: "The organization gets another name.",
    files: { "topology.yaml": [["organization: harbor", "organization: port"]] },
    changes: ["dangerous organization-changed organization"],
    cloud: {
      google: { replace: 216, refused: 93 },
      sns: { replace: 146, refused: 85 },
      // The buses carry messages, too: while one is made anew, nobody can publish.
      eventbridge: { replace: 187, refused: 86 },
    },
  },
  {
    name: "reviewers-of-the-whole-changed",
    says: "Others approve what belongs to no team.",
    files: {
      "topology.yaml": [['reviewers: "@harbor/platform"', 'reviewers: ["@harbor/platform", "@harbor/security"]']],
    },
    changes: ["attention reviewers-changed organization"],
    cloud: "same",
  },
  {
    name: "stack-moved",
    says: "The Google stack gets another project.",
    files: {
      "stacks/Pulumi.google.yaml": [
        [
          '    project: harbor-events\n    projectNumber: "100000000001"',
          '    project: harbor-events-eu\n    projectNumber: "100000000009"',
        ],
      ],
    },
    changes: ["dangerous stack-moved stack:google"],
    cloud: { google: "not compared", sns: {}, eventbridge: {} },
  },
  {
    name: "protection-lifted",
    says: "The SNS stack is no longer protected against deletion.",
    files: {
      "stacks/Pulumi.sns.yaml": [
        ["  event-topology:teams:\n", "  event-topology:protect: false\n  event-topology:teams:\n"],
      ],
    },
    changes: ["attention protection-changed stack:sns"],
    cloud: "same",
  },
  {
    name: "stack-broken",
    says: "The Google stack file has a mistake.",
    files: { "stacks/Pulumi.google.yaml": [["    project: harbor-events\n", "    project: Harbor Events\n"]] },
    changes: [],
    cloud: { google: "not compared", sns: {}, eventbridge: {} },
  },
];
