/** The plain value of a topology file, to be edited. */
// biome-ignore lint/suspicious/noExplicitAny: an edit writes whatever a file can hold; the compiler of topologies judges it.
export type Value = any;

/** Queues in all forms, on all three clouds. */
export function baseTopology(): Value {
  return {
    version: 1,
    organization: "ar",
    teams: {
      crm: {
        contact: "crm@ar.example",
        events: {
          CUSTOMER_CREATED: { schema: "schemas/customer.json" },
          CUSTOMER_UPDATED: {},
          CUSTOMER_DELETE: {},
        },
        subscriptions: ["EMAIL_SENT"],
      },
      marketing: {
        events: { EMAIL_SENT: {}, EMAIL_OPENED: {} },
        subscriptions: [
          { event: "CUSTOMER_CREATED" },
          { event: "CUSTOMER_UPDATED", filter: { country: ["th", "sg"] } },
          { queue: "projection", events: ["CUSTOMER_CREATED", "CUSTOMER_UPDATED", "CUSTOMER_DELETE"] },
        ],
      },
      "data-analysis": { subscriptions: ["EMAIL_SENT", "EMAIL_OPENED"] },
    },
  };
}

/** Files that the states of the topology refer to. */
export const FILES: Readonly<Record<string, string>> = {
  "schemas/customer.json": JSON.stringify({ type: "object", properties: { id: { type: "string" } } }),
  "schemas/customer-2.json": JSON.stringify({
    type: "object",
    properties: { id: { type: "string" } },
    required: ["id"],
  }),
  "schemas/customer-example.json": JSON.stringify({ id: "c-1" }),
  "teams/finance.yaml": "finance:\n  subscriptions: [EMAIL_SENT]\n",
};
