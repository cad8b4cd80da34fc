import assert from "node:assert/strict";
import { access, constants, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { installProviders } from "./install-providers.ts";

const require = createRequire(import.meta.url);
const home = await mkdtemp(join(tmpdir(), "event-topology-install-"));
after(() => rm(home, { recursive: true, force: true }));

test("the plugins stand where the engine looks for the versions the SDKs ask for, and can be executed", async () => {
  await installProviders(home);
  await installProviders(home);
  for (const name of ["aws", "gcp"]) {
    const { version } = require(`@pulumi/${name}/package.json`) as { version: string };
    const folder = join(home, "plugins", `resource-${name}-v${version}`);
    assert.deepEqual(await readdir(folder), [`pulumi-resource-${name}`]);
    await access(join(folder, `pulumi-resource-${name}`), constants.X_OK);
    const script = await readFile(join(folder, `pulumi-resource-${name}`), "utf8");
    assert.match(script, new RegExp(`^#!/bin/sh\\n.*\\nexec '.*' '${name}' "\\$@"\\n$`, "s"));
  }
});
