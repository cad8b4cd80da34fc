import assert from "node:assert/strict";
import { dirname } from "node:path";
import { test } from "node:test";
import type { Engine } from "./engine.ts";
import { engineEnvironment } from "./engine-environment.ts";

const engine: Engine = { pulumi: "/engine/bin/pulumi", version: "3.250.0", languageHost: "/host", source: "built" };
const folders = { home: "/home of it", stateFolder: "/state of it" };

test("the engine keeps its state, plugins and secrets to the folders given", () => {
  const environment = engineEnvironment(engine, { ...folders, environment: { PATH: "/usr/bin:/bin", LANG: "C" } });
  assert.equal(environment["PULUMI_HOME"], "/home of it");
  assert.equal(environment["PULUMI_BACKEND_URL"], "file:///state%20of%20it");
  assert.equal(environment["PULUMI_CONFIG_PASSPHRASE"], "");
  assert.equal(environment["LANG"], "C");
});

test("its own folders come first on PATH, and this process's node is there", () => {
  const { PATH = "" } = engineEnvironment(engine, { ...folders, environment: { PATH: "/usr/bin:/bin" } });
  const path = PATH.split(":");
  assert.deepEqual(path.slice(0, 4), ["/engine/bin", "/host", "/usr/bin", "/bin"]);
  assert.ok(path.includes(dirname(process.execPath)));
  assert.ok(!engineEnvironment(engine, { ...folders, environment: {} })["PATH"]?.includes("undefined"));
});

test("variables of the user that would redirect the engine are dropped, also when spread over the process's own", (t) => {
  process.env["PULUMI_ACCESS_TOKEN"] = "from the process";
  t.after(() => delete process.env["PULUMI_ACCESS_TOKEN"]);
  const user = { PATH: "/bin", PULUMI_STACK: "prod", PULUMI_DEBUG_PROVIDERS: "aws:1", PULUMI_BACKEND_URL: "s3://mine" };
  const environment = { ...process.env, ...engineEnvironment(engine, { ...folders, environment: user }) };
  const passed = Object.keys(environment).filter(
    (name) => name.startsWith("PULUMI_") && environment[name] !== undefined,
  );
  assert.deepEqual(passed.sort(), [
    "PULUMI_BACKEND_URL",
    "PULUMI_CONFIG_PASSPHRASE",
    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
    "PULUMI_HOME",
    "PULUMI_SKIP_UPDATE_CHECK",
  ]);
  assert.notEqual(environment["PULUMI_BACKEND_URL"], "s3://mine");
});
