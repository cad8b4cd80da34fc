import type { Envelope } from "../../clients/client.ts";
import { uniqueId } from "../messages.ts";
import { receivedChecks } from "../received-checks.ts";
import type { Step } from "../step.ts";

const NAMES = ["Aroon", "Bao", "Chai"] as const;

export const catchUp: Step = {
  title: "A subscriber that was down catches up",
  story: ["Nothing of Marketing runs while CRM publishes three new customers. Then Marketing comes back."],
  run: async (stage) => {
    const published: Envelope[] = [];
    for (const name of NAMES)
      published.push(await stage.publish("crm", "CUSTOMER_CREATED", { id: uniqueId("c"), name, country: "th" }));
    return receivedChecks(stage, {
      "marketing/CUSTOMER_CREATED": published,
      "marketing/audience-projection": published,
    });
  },
};
