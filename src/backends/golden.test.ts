/**
 * What each cloud gets for each example, side by side in one file. A change here is a change in users' clouds: read it.
 * `UPDATE_GOLDEN=1 npm test -- --unit` writes the files anew.
 */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { compileExample, EXAMPLES } from "../test-support/examples.ts";
import { onStack } from "../test-support/stack.ts";
import { backends } from "./registry.ts";

for (const [name, file] of Object.entries(EXAMPLES))
  test(`the resources and manifests of ${name} are the golden ones`, async () => {
    const { desired, origins } = await compileExample(file);
    assert.ok(desired);
    const made = Object.fromEntries(
      backends.map((backend) => {
        const input = onStack(backend, { desired, origins });
        assert.deepEqual(backend.check(input), []);
        return [backend.name, { resources: backend.resources(input), manifests: backend.manifests(input) }];
      }),
    );
    const text = `${JSON.stringify(made, undefined, 2)}\n`;
    const golden = join(import.meta.dirname, "golden", `${name}.golden.json`);
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, text);
    assert.deepEqual(JSON.parse(text), JSON.parse(await readFile(golden, "utf8")));
  });
