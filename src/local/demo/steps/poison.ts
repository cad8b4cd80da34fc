import type { Envelope } from "../../clients/client.ts";
import { receivedCheck, uniqueId } from "../messages.ts";
import { receivedChecks } from "../received-checks.ts";
import type { Stage } from "../stage.ts";
import type { Step } from "../step.ts";

const QUEUE = "CUSTOMER_CREATED";
const SECONDS_TO_GIVE_UP = 60;

export const poison: Step = {
  title: "A poison message goes to the dead-letter queue, and nobody else notices",
  story: [
    "CRM publishes two new customers. One of them makes Marketing's service fail, however often it tries.",
    "Meanwhile Marketing publishes EMAIL_SENT.",
  ],
  run: async (stage) => {
    const good = await stage.publish("crm", QUEUE, { id: uniqueId("c"), name: "Dao", country: "th" });
    const bad = await stage.publish("crm", QUEUE, { id: uniqueId("c"), name: "Poison", country: "th" });
    const email = await stage.publish("marketing", "EMAIL_SENT", { id: uniqueId("e"), subject: "News" });
    const { handled, failures } = await serve(stage, bad);
    const limit = attempts(stage);
    return [
      { subject: "Marketing's service failed", expected: limit, received: failures, words: `${failures} times` },
      receivedCheck("marketing/CUSTOMER_CREATED, apart from that,", [good], handled),
      receivedCheck("its dead-letter queue", [bad], await stage.takeAllDead("marketing/CUSTOMER_CREATED", 1)),
      ...(await receivedChecks(stage, {
        "marketing/audience-projection": [good, bad],
        "crm/EMAIL_SENT": [email],
        "data-analysis/EMAIL_SENT": [email],
      })),
      receivedCheck("all other dead-letter queues", [], await others(stage)),
    ];
  },
};

/** A service of Marketing that handles everything but one message, until that one does not come any more. */
async function serve(
  stage: Stage,
  bad: Envelope,
): Promise<{ readonly handled: readonly Envelope[]; failures: number }> {
  const { from } = stage.address("marketing", QUEUE);
  const handled: Envelope[] = [];
  let failures = 0;
  for (const deadline = Date.now() + SECONDS_TO_GIVE_UP * 1000; Date.now() < deadline; ) {
    const messages = await stage.receive("marketing", from, 3);
    if (messages.length === 0 && failures > 0) break;
    for (const message of messages) {
      if (idOf(message.envelope) === idOf(bad)) {
        failures += 1;
        await message.nack();
      } else {
        handled.push(message.envelope);
        await message.ack();
      }
    }
  }
  return { handled, failures };
}

async function others(stage: Stage): Promise<readonly Envelope[]> {
  const references = ["marketing/audience-projection", "crm/EMAIL_SENT", "data-analysis/EMAIL_SENT"];
  return (await Promise.all(references.map((reference) => stage.takeAllDead(reference, 0)))).flat();
}

function attempts({ first }: Stage): number {
  const { subscriptions } = first.plan.input.desired;
  return subscriptions.find(({ team, queue }) => team === "marketing" && queue === QUEUE)?.maxDeliveryAttempts ?? 0;
}

function idOf({ data }: Envelope): unknown {
  return (Object(data) as { readonly id?: unknown }).id;
}
