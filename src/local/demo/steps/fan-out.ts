import { receivedCheck, uniqueId } from "../messages.ts";
import type { Step } from "../step.ts";

export const fanOut: Step = {
  title: "Each subscriber has a copy of its own",
  story: ["Marketing publishes EMAIL_SENT. CRM and Data Analysis have both subscribed, each with its own queue."],
  run: async (stage) => {
    const data = { id: uniqueId("e"), subject: "Welcome", to: "ploy@example.com" };
    const sent = await stage.publish("marketing", "EMAIL_SENT", data);
    return [
      receivedCheck("crm/EMAIL_SENT", [sent], await stage.takeAll("crm/EMAIL_SENT", 1)),
      receivedCheck("data-analysis/EMAIL_SENT", [sent], await stage.takeAll("data-analysis/EMAIL_SENT", 1)),
    ];
  },
};
