import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { backends } from "../../backends/registry.ts";
import { type Files, nodeFiles } from "../../files.ts";
import { localPlace } from "./local-place.ts";
import { isPlan, makePlan } from "./plan.ts";
import { sessionFolder } from "./session-folder.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";
import { writeWorkspace } from "./workspace.ts";

const example = fileURLToPath(new URL("../../../topology.yaml", import.meta.url));

for (const backend of backends) {
  test(`${backend.name}: the example can come up, each team under its own name, nothing protected`, async () => {
    const plan = await makePlan(backend.name, "topology.yaml", example, nodeFiles(dirname(example)));
    assert.deepEqual(plan.diagnostics, []);
    assert.ok(isPlan(plan));
    const { stack, desired } = plan.input;
    assert.equal(stack.protect, false);
    assert.equal(stack.topology, example);
    assert.deepEqual(
      Object.keys(stack.principals).sort(),
      desired.teams.map((team) => team.name),
    );
    for (const { publishers, consumers } of Object.values(stack.principals)) {
      assert.equal(publishers.length, 1);
      assert.deepEqual(publishers, consumers);
    }
    assert.ok(plan.backend.resources(plan.input).length > 0);
  });

  test(`${backend.name}: each team can come up in an account of its own, and the workspace says which`, async (context) => {
    const plan = await makePlan(backend.name, "topology.yaml", example, nodeFiles(dirname(example)), "own");
    assert.deepEqual(plan.diagnostics, []);
    assert.ok(isPlan(plan));
    const { stack, desired } = plan.input;
    const places = [...plan.backend.places(plan.input).values()];
    assert.equal(new Set(places.map((place) => JSON.stringify(place))).size, desired.teams.length);

    const folder = sessionFolder(join(temporaryFolder(context), "s"));
    await writeWorkspace(folder, plan.workspace);
    const { config } = JSON.parse(readFileSync(folder.stackFile, "utf8"));
    for (const { name } of desired.teams)
      assert.deepEqual(
        { ...config[`event-topology:${backend.placeKey}`], ...config["event-topology:teams"][name][backend.placeKey] },
        stack.placeOf(name),
      );
  });

  test(`${backend.name}: the workspace says the same as the plan`, async (context) => {
    const plan = await makePlan(backend.name, "topology.yaml", example, nodeFiles(dirname(example)));
    assert.ok(isPlan(plan));
    const folder = sessionFolder(join(temporaryFolder(context), "s"));
    await writeWorkspace(folder, plan.workspace);
    const project = JSON.parse(readFileSync(folder.project, "utf8"));
    assert.equal(project.name, "event-topology");
    assert.match(project.main, /\/dist\/program\.js$/);
    const { config } = JSON.parse(readFileSync(folder.stackFile, "utf8"));
    assert.equal(config["event-topology:backend"], backend.name);
    assert.deepEqual(config[`event-topology:${backend.placeKey}`], plan.input.stack.place);
    assert.ok(existsSync(folder.state) && existsSync(folder.home));
  });
}

test("the Pub/Sub emulator is told of every project, with its deployer, and goes on to know those of teams that are gone", async (context) => {
  const folder = sessionFolder(join(temporaryFolder(context), "s"));
  const told = async (...teams: readonly string[]) => {
    const place = localPlace("gcp-pubsub", "ar", "own");
    assert.ok(place);
    await writeWorkspace(folder, { backend: "gcp-pubsub", topologyFile: example, place, teams });
    return JSON.parse(readFileSync(folder.projects, "utf8"));
  };
  const first = await told("crm");
  assert.deepEqual(Object.keys(first), ["ar-local", "ar-crm-local"]);
  assert.deepEqual(first["ar-local"], { number: "123456789012" });
  assert.match(first["ar-crm-local"].number, /^[2-9]\d{11}$/);
  assert.equal(first["ar-crm-local"].deployer, "serviceAccount:deployer@ar-crm-local.iam.gserviceaccount.com");
  assert.deepEqual(Object.keys(await told("sales")), ["ar-local", "ar-crm-local", "ar-sales-local"]);
});

test("a file with errors gives its diagnostics and no plan", async () => {
  const text = "version: 1\norganization: ar\nteams:\n  crm: { subscriptions: [NOBODYS] }\n";
  const files: Files = {
    read: async () => ({ kind: "bytes", bytes: new TextEncoder().encode(text) }),
    list: async () => [],
    exists: async () => true,
  };
  const found = await makePlan("gcp-pubsub", "topology.yaml", "/topology.yaml", files);
  assert.ok(!isPlan(found));
  assert.deepEqual(
    found.diagnostics.map(({ code }) => code),
    ["unknown-event"],
  );
});
