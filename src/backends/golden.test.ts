/**
 * What each cloud gets for each example, side by side in one file. A change here is a change in users' clouds: read it.
 * `UPDATE_GOLDEN=1 npm test -- --unit` writes the files anew.
 */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { EXAMPLES, exampleOn } from "../test-support/examples.ts";
import { backends } from "./registry.ts";

for (const name of Object.keys(EXAMPLES))
  test(`the resources and manifests of ${name} are the golden ones`, async () => {
    const made: Record<string, object> = {};
    for (const backend of backends) {
      const input = await exampleOn(backend, name);
      assert.deepEqual(backend.check(input), []);
      made[backend.name] = { resources: backend.resources(input), manifests: backend.manifests(input) };
    }
    const text = `${JSON.stringify(made, undefined, 2)}\n`;
    const golden = join(import.meta.dirname, "golden", `${name}.golden.json`);
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, text);
    assert.deepEqual(JSON.parse(text), JSON.parse(await readFile(golden, "utf8")));
  });
