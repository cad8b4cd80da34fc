import { AccessRefused } from "../../clients/client.ts";
import type { Check } from "../check.ts";
import { uniqueId } from "../messages.ts";
import { receivedChecks } from "../received-checks.ts";
import type { Step } from "../step.ts";

export const refusals: Step = {
  title: "Grants are the cloud's, not ours",
  story: [
    "Data Analysis, with its own credentials, tries to publish CRM's event and to read Marketing's queue.",
    "Nothing in the client stops it: the emulator has to, because of the grants that were provisioned.",
  ],
  run: async (stage) => {
    const { from } = stage.address("marketing", "CUSTOMER_CREATED");
    const publish = () => stage.publish("data-analysis", "CUSTOMER_CREATED", { id: uniqueId("c"), name: "Intruder" });
    return [
      await refusal("data-analysis publishing CUSTOMER_CREATED was", publish),
      await refusal("data-analysis reading marketing/CUSTOMER_CREATED was", () =>
        stage.receive("data-analysis", from, 2),
      ),
      ...(await receivedChecks(stage, { "marketing/CUSTOMER_CREATED": [], "marketing/audience-projection": [] })),
    ];
  },
};

async function refusal(subject: string, act: () => Promise<unknown>): Promise<Check> {
  const expected = "refused";
  try {
    await act();
    return { subject, expected, received: "accepted", words: "accepted" };
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error;
    return { subject, expected, received: "refused", words: "refused by the emulator", detail: error.message };
  }
}
