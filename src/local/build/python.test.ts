import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { findPython } from "./python.ts";

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A PATH with nothing on it but commands that answer as given. */
async function pathWith(commands: Readonly<Record<string, string>>): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), "event-topology-python-"));
  folders.push(folder);
  for (const [name, script] of Object.entries(commands)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return { PATH: folder };
}

const refusal = (expected: RegExp) => (error: unknown) =>
  error instanceof EnvironmentError && expected.test(error.message) && error.remedy.includes("python.org");

test("the first fitting interpreter is taken, by its own path and not by its shim's", async () => {
  const environment = await pathWith({
    python3: `echo '["/old/python3", 3, 9, true]'`,
    "python3.13": "exit 127",
    "python3.12": `echo '["/opt/3.12/bin/python3.12", 3, 12, true]'`,
  });
  assert.deepEqual(await findPython(environment), { executable: "/opt/3.12/bin/python3.12", version: "3.12" });
});

test("no Python at all is said, with how to get it", async () => {
  await assert.rejects(findPython(await pathWith({})), refusal(/no Python is on the PATH/));
});

test("what was found and does not fit is named", async () => {
  const environment = await pathWith({
    python3: `echo '["/usr/bin/python3", 3, 9, true]'`,
    "python3.11": `echo '["/usr/bin/python3.11", 3, 11, false]'`,
  });
  await assert.rejects(findPython(environment), refusal(/python3 is 3\.9, python3\.11 \(3\.11\) has no pip$/));
});
