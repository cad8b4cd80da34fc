/** docs/backends.md says what the backends say. `UPDATE_GOLDEN=1 npm test -- --unit` writes it anew. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { backends } from "./registry.ts";
import { optionsDocument } from "./test-support/options-document.ts";

test("docs/backends.md is made of the backends as they are", async () => {
  const path = join(import.meta.dirname, "../../docs/backends.md");
  const text = optionsDocument(backends);
  if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(path, text);
  assert.equal(await readFile(path, "utf8"), text);
});
