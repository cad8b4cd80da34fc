import assert from "node:assert/strict";
import { mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { findEngineOnPath, isSupported } from "./engine-on-path.ts";
import { sandbox } from "./test-support/sandbox.ts";

test("Pulumi 3 from 3.250.0 on is supported", () => {
  for (const version of ["3.250.0", "3.250.1", "3.274.1", "3.1000.0", "3.251.0-alpha.1"])
    assert.ok(isSupported(version), version);
  for (const version of ["3.249.9", "3.99.0", "2.300.0", "4.0.0"]) assert.ok(!isSupported(version), version);
});

test("nothing is found and nothing said when there is no pulumi on PATH", async (t) => {
  const machine = await sandbox(t);
  await mkdir(join(machine.folder, "bin", "pulumi"));
  assert.equal(await findEngineOnPath(machine.environment, assert.fail), undefined);
});

test("a pulumi that fits is used, with the language host beside it", async (t) => {
  const machine = await sandbox(t);
  const pulumi = await machine.tool("pulumi", `[ "$1" = version ] && echo v3.251.2`);
  await machine.tool("pulumi-language-nodejs", "");
  assert.deepEqual(await findEngineOnPath(machine.environment, assert.fail), {
    pulumi,
    version: "3.251.2",
    languageHost: dirname(pulumi),
    source: "path",
  });
});

test("the language host is also found where a link to pulumi points, and elsewhere on PATH", async (t) => {
  const machine = await sandbox(t);
  const installed = join(machine.folder, "installed");
  const real = await machine.tool("pulumi", "echo v3.250.0", installed);
  await symlink(real, join(machine.folder, "bin", "pulumi"));
  const other = join(machine.folder, "other");
  await machine.tool("pulumi-language-nodejs", "", other);
  const environment = { ...machine.environment, PATH: `${machine.environment["PATH"]}:${other}` };
  assert.equal((await findEngineOnPath(environment, assert.fail))?.languageHost, other);
  await machine.tool("pulumi-language-nodejs", "", installed);
  assert.equal((await findEngineOnPath(environment, assert.fail))?.languageHost, installed);
});

const UNFIT = [
  { name: "an old pulumi", script: "echo v3.100.0", said: /3\.100\.0, needed is 3\.250\.0 or newer/ },
  { name: "a pulumi that fails", script: "exit 1", said: /version is unknown/ },
  { name: "a pulumi without the Node language host", script: "echo v3.260.0", said: /no pulumi-language-nodejs/ },
];

for (const { name, script, said } of UNFIT)
  test(`${name} is not used, and the reason is told`, async (t) => {
    const machine = await sandbox(t);
    await machine.tool("pulumi", script);
    const messages: string[] = [];
    assert.equal(await findEngineOnPath(machine.environment, (message) => messages.push(message)), undefined);
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? "", said);
  });
