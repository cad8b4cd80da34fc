import { uniqueId } from "../messages.ts";
import { receivedChecks } from "../received-checks.ts";
import type { Step } from "../step.ts";

export const customerEvents: Step = {
  title: "One team publishes, another receives",
  story: [
    "CRM publishes CUSTOMER_CREATED, CUSTOMER_UPDATED and CUSTOMER_DELETE about one customer.",
    "Marketing has two queues: one for new customers, one for a service that wants all three events.",
  ],
  run: async (stage) => {
    const id = uniqueId("c");
    const created = await stage.publish("crm", "CUSTOMER_CREATED", { id, name: "Ploy Srisai", country: "th" });
    const updated = await stage.publish("crm", "CUSTOMER_UPDATED", { id, name: "Ploy Srisai", country: "sg" });
    const deleted = await stage.publish("crm", "CUSTOMER_DELETE", { id });
    return receivedChecks(stage, {
      "marketing/CUSTOMER_CREATED": [created],
      "marketing/audience-projection": [created, updated, deleted],
    });
  },
};
