import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { teamFileSchema } from "./team-file-schema.ts";

test("the schema of team files is the topology's own", async () => {
  const file = join(import.meta.dirname, "../../schemas/team-file.schema.json");
  if (process.env["UPDATE_GOLDEN"] === "1")
    await writeFile(file, `${JSON.stringify(teamFileSchema(), undefined, 2)}\n`);
  assert.deepEqual(JSON.parse(await readFile(file, "utf8")), teamFileSchema());
});
