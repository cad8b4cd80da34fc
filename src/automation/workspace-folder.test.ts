import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { parse } from "yaml";
import { folderWith } from "../cli/test-support/run-in.ts";
import { workspaceFolder } from "./workspace-folder.ts";

const TEAMS = Array.from(
  { length: 2000 },
  (_, team) => `    team-${team}: { principals: ["user:team-${team}@ar.example"] }\n`,
);
const STACK_FILE = `config:
  aws:region: eu-west-1
  event-topology:backend: gcp-pubsub
  event-topology:key: { secure: AAAB }
  event-topology:teams:
${TEAMS.join("")}`;

/** Linux: MAX_ARG_STRLEN of execve(2). */
const LONGEST_VARIABLE = 128 * 1024;

async function prepared(context: TestContext, stackFile: string) {
  const files = { "Pulumi.yaml": "name: event-topology\nruntime: nodejs\n", "stacks/Pulumi.prod.yaml": stackFile };
  const folder = await workspaceFolder(folderWith(context, files), "prod");
  return async (stack: string) => {
    await folder.prepare(stack);
    return readFile(join(folder.path, `Pulumi.${stack}.yaml`), "utf8");
  };
}

test("a stack that is not sharded has the configuration of the stack file as it is", async (context) => {
  assert.equal(await (await prepared(context, STACK_FILE))("prod"), STACK_FILE);
});

test("a shard has what fits into one environment variable, however many teams there are", async (context) => {
  const text = await (await prepared(context, STACK_FILE))("prod.team-1");
  assert.ok(text.length < LONGEST_VARIABLE / 100);
  assert.deepEqual(parse(text), {
    config: {
      "aws:region": "eu-west-1",
      "event-topology:backend": "gcp-pubsub",
      "event-topology:key": { secure: "AAAB" },
    },
  });
});

test("what says how secrets are kept stays", async (context) => {
  const text = await (await prepared(context, `encryptionsalt: v1:abc=:v1:def\n${STACK_FILE}`))("prod.team-1");
  assert.match(text, /^encryptionsalt: "?v1:abc=:v1:def"?$/m);
});
