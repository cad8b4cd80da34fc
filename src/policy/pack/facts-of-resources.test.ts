import assert from "node:assert/strict";
import { test } from "node:test";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import { backends } from "../../backends/registry.ts";
import { compiled } from "../../test-support/compiled.ts";
import { fc } from "../../test-support/fast-check.ts";
import { randomTopology } from "../../test-support/random-topology.ts";
import { onStack } from "../../test-support/stack.ts";
import type { Fact } from "../fact.ts";
import { factsOfDesired } from "../facts-of-desired.ts";
import { factsOfResources } from "./facts-of-resources.ts";
import type { StackResource } from "./stack-resource.ts";

for (const backend of backends)
  test(`resources of ${backend.name} say of a topology what the topology says`, async () => {
    await fc.assert(
      fc.asyncProperty(randomTopology(), async (topology) => {
        const all = await compiled(topology);
        const resources = backend.resources(onStack(backend, all)).map(asStackResource);
        const isIdle = (team: string) =>
          ![...all.desired.topics, ...all.desired.subscriptions].some((e) => e.team === team);
        const said = factsOfDesired(all.desired).filter((fact) => fact.kind !== "team" || !isIdle(fact.team));
        const shown = factsOfResources(resources);
        assert.deepEqual(comparable(shown.filter((fact) => fact.kind !== "backend")), comparable(said));
        assert.deepEqual(
          shown.flatMap((fact) => (fact.kind === "backend" ? fact.backend : [])),
          all.desired.topics.length === 0 ? [] : [backend.name],
        );
        for (const { at } of shown) assert.ok(resources.some(({ urn }) => urn === at));
      }),
      { numRuns: 60 },
    );
  });

test("resources of other programs, and odd ones, say nothing and break nothing", () => {
  const types = ["aws:sqs/queue:Queue", "aws:sns/topic:Topic", "aws:cloudwatch/eventRule:EventRule"];
  const odd = fc.oneof(fc.string(), fc.constant(null), fc.integer(), fc.constant("[1"), fc.constant({ a: null }));
  const resource = fc.record({
    type: fc.constantFrom(...types, "aws:cloudwatch/eventBusPolicy:EventBusPolicy", "gcp:pubsub/topic:Topic"),
    name: fc.constantFrom("my-queue", "topic:", "feed:", "rule:a", "policy:event-bus:crm", "subscription:a"),
    urn: fc.string(),
    props: fc.dictionary(fc.constantFrom("tags", "labels", "policy", "eventPattern", "redrivePolicy"), odd),
  });
  fc.assert(
    fc.property(fc.array(resource), (resources) => {
      const kinds = factsOfResources(resources).map(({ kind }) => kind);
      assert.ok(kinds.every((kind) => kind === "backend"));
    }),
  );
});

function asStackResource({ type, id, properties }: CloudResource): StackResource {
  return { type, name: id, urn: `urn:pulumi:test::event-topology::${type}::${id}`, props: properties };
}

/** Without places, and without what only the file says. */
function comparable(facts: readonly Fact[]): readonly string[] {
  const texts = facts.map((fact) => JSON.stringify(Object.entries({ ...fact, at: "", stated: "" }).sort()));
  return [...new Set(texts)].sort();
}
