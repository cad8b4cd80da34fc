/** What each backend says of each option is what it does: every option of every backend is tried, none is left out. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { hasErrors } from "../diagnostic.ts";
import type { Backend, BackendInput } from "./backend.ts";
import { checkDeployment } from "./check-deployment.ts";
import { OPTIONS, type OptionName } from "./options.ts";
import { backends } from "./registry.ts";
import type { Made } from "./test-support/option-case.ts";
import { OPTION_CASES } from "./test-support/option-cases.ts";
import { sceneOn } from "./test-support/scene.ts";

const isManifest = new Ajv2020().compile(createRequire(import.meta.url)("../../schemas/manifest.schema.json"));

const NAMES = Object.keys(OPTIONS) as OptionName[];

for (const backend of backends)
  describe(`options of ${backend.name}`, () => {
    test("there is a case for each of them, and it says the same as the backend", () => {
      const cases = OPTION_CASES[backend.name];
      assert.ok(cases, `add the cases of ${backend.name} to test-support/option-cases.ts`);
      assert.deepEqual(Object.keys(cases).sort(), [...NAMES].sort());
      for (const name of NAMES)
        assert.equal("refused" in cases[name], "refused" in backend.options[name], `${name}: is it refused or not?`);
    });

    for (const name of NAMES)
      test(name, async () => {
        const found = OPTION_CASES[backend.name]?.[name];
        assert.ok(found, "there is no case for it");
        const input = await sceneOn(backend, found);
        const used = OPTIONS[name].usedBy(input.desired);
        assert.ok(used.length > 0, "the case does not use the option");
        if ("refused" in found) assertRefused(backend, input, name, found.refused);
        else {
          const findings = checkDeployment(backend, input);
          assert.ok(!hasErrors(findings), JSON.stringify(findings, undefined, 2));
          const made = madeOf(backend, input);
          for (const manifest of made.manifests)
            assert.ok(isManifest(manifest), JSON.stringify([manifest, isManifest.errors], undefined, 2));
          found.shows(made);
        }
      });
  });

/** An error for each use, at its place in the topology, that says why and who can. */
function assertRefused(backend: Backend, input: BackendInput, name: OptionName, why: RegExp): void {
  const found = checkDeployment(backend, input).filter(({ code }) => code === "option-not-supported");
  for (const { id, what } of OPTIONS[name].usedBy(input.desired)) {
    const refusal = found.find(({ message }) => message.startsWith(`${what} asks for ${OPTIONS[name].key},`));
    assert.ok(refusal, `${what} is not refused: ${JSON.stringify(found, undefined, 2)}`);
    assert.equal(refusal.severity, "error");
    assert.match(refusal.message, why);
    assert.equal(refusal.span.file, "topology.yaml");
    assert.deepEqual(refusal.span, input.origins.get(id));
    const able = backends.filter(({ options }) => "works" in options[name]);
    for (const other of able) assert.ok(refusal.message.includes(other.name), `${other.name} can, and is not named`);
  }
}

function madeOf(backend: Backend, input: BackendInput): Made {
  const resources = backend.resources(input);
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  return {
    resources,
    manifests: backend.manifests(input),
    resource(id) {
      const found = byId.get(id);
      if (found === undefined) throw new Error(`there is no ${id} among\n${[...byId.keys()].join("\n")}`);
      return found;
    },
  };
}
