import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { planOf } from "../../backends/plan.ts";
import { backends } from "../../backends/registry.ts";
import { estateOf } from "../../backends/test-support/existing-estate.ts";
import { startOf } from "../../diagnostic.ts";
import { compiled } from "../../test-support/compiled.ts";
import { onStack } from "../../test-support/stack.ts";
import { editOf } from "../edit-of.ts";
import { refuse } from "../refuse.ts";
import { editBetween } from "../test-support/edit-between.ts";

const TEAMS = "  crm: { events: { A: , B: } }\n  web: { subscriptions: [A, B] }\n";

for (const backend of backends)
  describe(`what existed before, on ${backend.name}`, () => {
    const estate = estateOf(backend);

    test("a queue and a topic that were made here cannot be said to exist", async () => {
      const existing = { events: estate.alone("A"), queues: { "web/B": estate.queue("legacy", ["B"]) } };
      const edit = await editBetween(backend.name, { teams: TEAMS }, { teams: TEAMS, stack: { existing } });
      const found = refuse(edit).filter(({ code }) => code === "existing-was-made-here");
      const names = new Set(found.map(({ message }) => message.split(" ")[0]));
      // A bus carries the other events of its team still.
      assert.deepEqual([...names].sort(), backend.name === "aws-eventbridge" ? ["web/B"] : ["A", "web/B"]);
      assert.ok(found.every(({ message }) => /hand it over first with pulumi state delete$/.test(message)));
    });

    test("a line of the mapping that is lost, or changed", async () => {
      const on = onStack(backend, await compiled(`version: 1\norganization: ar\nteams:\n${TEAMS}`));
      const id = backend.name === "gcp-pubsub" ? "feed:web/A/A" : "subscription:web/A";
      const adopting = (name: string) => {
        const url = `https://sqs.eu-west-1.amazonaws.com/111122223333/${name}`;
        const importId = backend.name === "gcp-pubsub" ? `projects/ar-events/subscriptions/${name}` : url;
        const adopted = new Map([[id, { import: importId, ignore: [], span: startOf("adopt.yaml") }]]);
        return { ...on, stack: { ...on.stack, adopted } };
      };
      const before = planOf(backend, adopting("legacy")).resources;
      assert.deepEqual(refuse(editOf(before, backend, adopting("legacy"))), []);
      for (const [after, name] of [
        [on, "ar_web_A"],
        [adopting("other"), "other"],
      ] as const) {
        const [found, ...rest] = refuse(editOf(before, backend, after));
        assert.deepEqual(rest, []);
        assert.equal(
          found?.message,
          `${id} is called legacy in the cloud and would be deleted with its messages and made anew as ${name}; keep its line in the mapping that event-topology:adopt names as it was`,
        );
      }
    });
  });
