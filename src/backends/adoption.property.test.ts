/** What is adopted has the name that it has in the cloud, wherever that name is in a policy, an address or a manifest. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { startOf } from "../diagnostic.ts";
import { exampleOn } from "../test-support/examples.ts";
import { fc } from "../test-support/fast-check.ts";
import type { Adoption } from "./adoption.ts";
import type { BackendInput } from "./backend.ts";
import { importIds } from "./import-ids.ts";
import { planOf } from "./plan.ts";
import { backends } from "./registry.ts";

/** Starts with what no name of the examples starts with, and is legal everywhere. */
const foreignName = fc.stringMatching(/^Legacy[A-Za-z0-9-]{1,12}$/);

for (const backend of backends)
  describe(`adoption on ${backend.name}`, () => {
    for (const example of ["main", "accounts"])
      test(`names follow everywhere, in ${example}`, async () => {
        const input = await exampleOn(backend, example);
        const named = importIds(backend, input).flatMap(({ id, importId = "" }) => {
          const type = planOf(backend, input).resources.find((resource) => resource.id === id)?.type ?? "";
          const name = backend.imports[type]?.pattern.exec(importId)?.groups?.["name"];
          return name === undefined || /Policy$|EventTarget$/.test(type) ? [] : [{ id, importId, name }];
        });
        assert.ok(named.length > 10);
        await fc.assert(
          fc.property(
            fc.subarray(named, { minLength: 1, maxLength: 6 }),
            fc.uniqueArray(foreignName, { minLength: 6 }),
            (some, names) => {
              const renamed = some.map((one, at) => ({ ...one, to: names[at] ?? "" }));
              const buses = new Map(
                renamed.filter(({ id }) => id.startsWith("event-bus:")).map(({ name, to }) => [name, to]),
              );
              const adopted = adopting(
                input,
                renamed.map(({ id, importId, name, to }) => {
                  const [bus = "", ...rest] = replaced(importId, name, to).split("/");
                  return [id, [buses.get(bus) ?? bus, ...rest].join("/")];
                }),
              );
              const plan = planOf(backend, adopted);
              assert.deepEqual(plan.diagnostics, []);
              for (const { id, to } of renamed) {
                const resource = plan.resources.find((one) => one.id === id);
                assert.equal(resource?.name, to, id);
                assert.ok(resource?.import?.endsWith(to), id);
              }
              // A name that only this resource had is nowhere any more.
              const left = new Set(wordsOf(adopted, new Map()));
              for (const { id, name } of renamed)
                if (named.filter((one) => one.name === name).length === 1) assert.ok(!left.has(name), `${id}: ${name}`);
              const unchanged = new Map(renamed.map(({ name, to }) => [to, name]));
              assert.deepEqual(wordsOf(adopted, unchanged), wordsOf(input, new Map()));
            },
          ),
          { numRuns: 30 },
        );

        /** All words of all resources and manifests, with the new names replaced by those that were composed. */
        function wordsOf(of: BackendInput, back: ReadonlyMap<string, string>): readonly string[] {
          const text = JSON.stringify([
            planOf(backend, of).resources.map(({ import: _id, ...resource }) => resource),
            backend.manifests(of),
          ]);
          return text
            .split(/[^A-Za-z0-9_.~+%-]+/)
            .map((word) => back.get(word) ?? word)
            .sort();
        }
      });
  });

function adopting(input: BackendInput, entries: readonly (readonly [id: string, importId: string])[]): BackendInput {
  const span = startOf("adopt.yaml");
  const adopted: Adoption = new Map(entries.map(([id, importId]) => [id, { import: importId, ignore: [], span }]));
  return { ...input, stack: { ...input.stack, adopted } };
}

/** The last name in an id: what stands before it, an account or a bus, stays. */
function replaced(importId: string, name: string, to: string): string {
  const at = importId.lastIndexOf(name);
  return `${importId.slice(0, at)}${to}${importId.slice(at + name.length)}`;
}
