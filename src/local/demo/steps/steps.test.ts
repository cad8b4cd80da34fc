import assert from "node:assert/strict";
import { test } from "node:test";
import { holds } from "../check.ts";
import { playStep } from "../play-step.ts";
import { type Faults, paperCloud } from "../test-support/paper-cloud.ts";
import { steps } from "./steps.ts";

async function failures(faults: Faults): Promise<readonly string[]> {
  const stage = paperCloud(faults);
  const failed: string[] = [];
  for (const step of steps) {
    const { checks, ok, title } = await playStep(step, stage, Date.now());
    assert.equal(ok, checks.every(holds), title);
    failed.push(
      ...checks.filter((check) => !holds(check)).map((check) => `${steps.indexOf(step) + 1}: ${check.subject}`),
    );
  }
  return failed;
}

test("on a cloud that behaves all steps hold", async () => {
  assert.deepEqual(await failures({}), []);
});

test("a lost message is noticed", async () => {
  const loses = (queue: string, { topic }: { readonly topic: string }) =>
    queue === "marketing/audience-projection" && topic === "CUSTOMER_DELETE";
  assert.deepEqual(await failures({ loses }), ["2: marketing/audience-projection received"]);
});

test("a copy that one of two subscribers lacks is noticed", async () => {
  assert.deepEqual(await failures({ loses: (queue) => queue === "data-analysis/EMAIL_SENT" }), [
    "3: data-analysis/EMAIL_SENT received",
    "5: data-analysis/EMAIL_SENT received",
  ]);
});

test("a message that comes twice is noticed", async () => {
  const failed = await failures({ doubles: (queue) => queue === "crm/EMAIL_SENT" });
  assert.deepEqual(failed, ["3: crm/EMAIL_SENT received", "5: crm/EMAIL_SENT received"]);
});

test("a poison message that comes twice to the dead-letter queue, or never, is noticed", async () => {
  const isDead = (queue: string) => queue === "marketing/CUSTOMER_CREATED-dlq";
  assert.deepEqual(await failures({ doubles: isDead }), ["5: its dead-letter queue received"]);
  assert.deepEqual(await failures({ loses: isDead }), ["5: its dead-letter queue received"]);
});

test("a cloud that lets everybody publish or read is noticed", async () => {
  assert.deepEqual(await failures({ lets: "publish" }), [
    "6: data-analysis publishing CUSTOMER_CREATED was",
    "6: marketing/CUSTOMER_CREATED received",
    "6: marketing/audience-projection received",
  ]);
  assert.deepEqual(await failures({ lets: "read" }), ["6: data-analysis reading marketing/CUSTOMER_CREATED was"]);
});

test("a change to what another team has is noticed", async () => {
  assert.deepEqual(await failures({ touches: true }), ["7: everything that existed is, in the engine's words,"]);
});
