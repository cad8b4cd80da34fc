import { uniqueId } from "../messages.ts";
import { receivedChecks } from "../received-checks.ts";
import type { Step } from "../step.ts";

export const fanOut: Step = {
  title: "Each subscriber has a copy of its own",
  story: ["Marketing publishes EMAIL_SENT. CRM and Data Analysis have both subscribed, each with its own queue."],
  run: async (stage) => {
    const data = { id: uniqueId("e"), subject: "Welcome", to: "ploy@example.com" };
    const sent = await stage.publish("marketing", "EMAIL_SENT", data);
    return receivedChecks(stage, { "crm/EMAIL_SENT": [sent], "data-analysis/EMAIL_SENT": [sent] });
  },
};
