/** The published schema stands alone: a validator that is not ours catches every mistake of shape with it. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { findPython } from "../local/build/python.ts";
import { pythonPackages } from "../local/build/python-packages.ts";

const root = join(import.meta.dirname, "../..");
const HEAD = "version: 1\norganization: ar\n";

let folder: string;
let run: (schema: string, ...files: readonly string[]) => Promise<string>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "topology-schema-"));
  const python = await findPython(process.env);
  const requirements = join(root, "tools/check-jsonschema/requirements.txt");
  const wanted = { name: "check-jsonschema", label: "check-jsonschema", requirements };
  const packages = await pythonPackages(python, wanted, { progress: () => undefined, environment: process.env });
  run = async (schema, ...files) => {
    const args = ["-m", "check_jsonschema", "--output-format", "json", "--schemafile", join(root, "schemas", schema)];
    const env = { ...process.env, PYTHONPATH: packages };
    const done = await promisify(execFile)(python.executable, [...args, ...files], { env }).catch((error) => error);
    return JSON.parse(done.stdout).status;
  };
});
after(() => rm(folder, { recursive: true, force: true }));

test("it accepts every topology and team file of the repository", async () => {
  const topologies = ["topology.yaml", "docs/examples/filters/topology.yaml", "docs/examples/split/topology.yaml"];
  assert.equal(await run("topology.schema.json", ...topologies.map((file) => join(root, file))), "ok");
  const teams = ["prisons", "probation"].map((team) => join(root, `docs/examples/split/teams/${team}.yaml`));
  assert.equal(await run("team-file.schema.json", ...teams), "ok");
});

const BAD: Readonly<Record<string, string>> = {
  "an unknown key": `${HEAD}teams: { crm: { event: {} } }`,
  "a missing key": "version: 1\nteams: {}",
  "another version": "version: 2\norganization: ar\nteams: {}",
  "a bad team name": `${HEAD}teams: { CRM: {} }`,
  "a bad event name": `${HEAD}teams: { crm: { events: { "a b": {} } } }`,
  "events without a queue": `${HEAD}teams: { crm: { subscriptions: [{ events: [A] }] } }`,
  "event beside events": `${HEAD}teams: { crm: { subscriptions: [{ queue: q, event: A, events: [A] }] } }`,
  "a duration without a unit": `${HEAD}teams: { crm: { subscriptions: [{ event: A, ackDeadline: 30 }] } }`,
  "a number in a filter": `${HEAD}teams: { crm: { subscriptions: [{ event: A, filter: { tier: 1 } }] } }`,
};

for (const [what, text] of Object.entries(BAD))
  test(`it refuses ${what}`, async () => {
    const file = join(folder, "bad.yaml");
    await writeFile(file, text);
    assert.equal(await run("topology.schema.json", file), "fail");
  });
