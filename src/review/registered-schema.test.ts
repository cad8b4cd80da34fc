import assert from "node:assert/strict";
import { test } from "node:test";
import { contractChanges } from "../contracts/contract-changes.ts";
import { memoryFiles } from "../test-support/memory-files.ts";
import { reviewRevisions } from "./review-revisions.ts";

const FILES = {
  "topology.yaml": `version: 1
organization: ar
teams:
  crm: { events: { A: { schema: a.json, registerSchema: true, compatibility: backward } } }
  sales: { events: { B: { schema: b.json, registerSchema: true } }, subscriptions: [A] }
`,
  "b.json": schema({ id: {} }),
  "stacks/Pulumi.eventbridge.yaml": `config:
  event-topology:backend: aws-eventbridge
  event-topology:aws: { account: "111122223333", region: eu-west-1 }
  event-topology:teams:
    crm: { principals: ["arn:aws:iam::111122223333:role/crm"] }
    sales: { principals: ["arn:aws:iam::111122223333:role/sales"] }
`,
};

function schema(properties: object): string {
  return JSON.stringify({ type: "object", properties });
}

test("a schema that the cloud knows is updated there when its file changes, and no other", async () => {
  const revision = (label: string, properties: object) => ({
    label,
    files: memoryFiles({ ...FILES, "a.json": schema(properties) }),
    file: "topology.yaml",
  });
  const { review } = await reviewRevisions(
    revision("main", { id: { type: "string" } }),
    revision("change", { id: { type: "string" }, at: { type: "string" } }),
    ["stacks/Pulumi.eventbridge.yaml"],
    contractChanges,
  );
  assert.deepEqual(
    review.stacks.flatMap(({ problems, resources }) => [
      ...problems,
      ...resources.map(({ action, id }) => `${action} ${id}`),
    ]),
    ["update schema:crm/A"],
  );
});
