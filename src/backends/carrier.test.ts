import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLES, exampleOn } from "../test-support/examples.ts";
import { carrierOf, holdsMessages } from "./carrier.ts";
import { backends } from "./registry.ts";

for (const backend of backends)
  test(`${backend.name}: the type alone tells whether a resource holds messages`, async () => {
    const types = new Set<string>();
    for (const name of Object.keys(EXAMPLES)) {
      for (const { id, type, holdsMessages: said } of backend.resources(await exampleOn(backend, name))) {
        assert.equal(holdsMessages(type), said, id);
        if (said) types.add(type);
      }
    }
    assert.ok([...types].some((type) => carrierOf(type) === "store"));
  });

test("a bus holds nothing and carries all the same", () => {
  assert.equal(carrierOf("aws:cloudwatch/eventBus:EventBus"), "bus");
  assert.equal(holdsMessages("aws:cloudwatch/eventBus:EventBus"), false);
});
