import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { nodeFiles } from "../files.ts";
import { shardedPlan } from "../sharding/sharded-plan.ts";
import { check } from "./check.ts";
import { chooseStacks } from "./stacks.ts";
import { type FakeEngine, fakeEngine } from "./test-support/fake-engine.ts";
import { folderWith, type Outcome, runIn } from "./test-support/run-in.ts";

const TEAMS = ["a", "b", "c", "d"];
const STACK = `config:
  event-topology:backend: aws-sns-sqs
  event-topology:sharding: team
  event-topology:aws: { account: "111122223333", region: eu-west-1 }
  event-topology:teams:
${TEAMS.map((team) => `    ${team}: { principals: ["arn:aws:iam::111122223333:role/${team}"] }\n`).join("")}`;
/** a and b need each other; c needs a; d needs nobody. */
const TOPOLOGY = `version: 1
organization: ar
teams:
  a: { contact: a@ar.example, events: { A1: {} }, subscriptions: [B1] }
  b: { contact: b@ar.example, events: { B1: {} }, subscriptions: [A1] }
  c: { contact: c@ar.example, subscriptions: [A1] }
  d: { contact: d@ar.example, events: { D1: {} } }
`;

interface Scene {
  readonly engine: FakeEngine;
  run(...args: readonly string[]): Promise<Outcome>;
}

async function scene(context: TestContext): Promise<Scene> {
  const folder = folderWith(context, {
    "topology.yaml": TOPOLOGY,
    "stacks/Pulumi.prod.yaml": STACK,
    "Pulumi.yaml": "name: event-topology\nmain: dist/program.js\nruntime: nodejs\nstackConfigDir: stacks\n",
  });
  const files = nodeFiles(folder);
  const { deployments } = await check(undefined, await chooseStacks({ stack: "prod" }, files), files);
  const [deployment] = deployments;
  assert.ok(deployment);
  const engine = fakeEngine(folder, shardedPlan("prod", deployment.backend, deployment.input));
  const run = (...args: readonly string[]) => runIn(folder, args, { PATH: process.env["PATH"], ...engine.env });
  return { engine, run };
}

const up = ["up", "--stack", "prod", "--yes", "--parallel", "1"];
const LOCKED = "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end";

test("everything comes up in waves, and a second time no engine is run", async (context) => {
  const { engine, run } = await scene(context);
  const first = await run(...up);
  assert.equal(first.exitCode, 0, first.stderr);
  assert.match(first.stdout, /^up: 4 stacks \(4 done\)/);
  const { runs } = engine.read();
  assert.deepEqual(runs.filter((one) => /\d$/.test(one)).sort(), ["up prod.a 3", "up prod.b 3"]);
  assert.ok(runs.indexOf("up prod.a 3") < runs.indexOf("up prod.c"));
  engine.change({ runs: [] });
  const second = await run(...up);
  assert.match(second.stdout, /^up: 4 stacks \(4 up to date already\), nothing to change/);
  assert.deepEqual(engine.read().runs, []);
});

test("a locked stack stops those only that need it; the next run does what is left", async (context) => {
  const { engine, run } = await scene(context);
  engine.change({ fails: { "prod.a": LOCKED } });
  const failed = await run(...up);
  assert.equal(failed.exitCode, 3, failed.stderr);
  assert.match(failed.stdout, /^up: 4 stacks \(1 done, 1 failed, 2 not begun\)/);
  assert.match(failed.stderr, /error: prod\.a failed: its state is locked/);
  assert.match(failed.stderr, /help: .*pulumi cancel --stack prod\.a --yes\n/);
  assert.match(failed.stderr, /error: prod\.c was left as it is: it needs topic:A1, which prod\.a has not made\n/);
  engine.change({ fails: {}, runs: [] });
  const again = await run(...up);
  assert.equal(again.exitCode, 0, again.stderr);
  assert.ok(engine.read().runs.every((one) => !one.includes("prod.d")));
  assert.match(again.stdout, /^up: 4 stacks \(3 done, 1 up to date already\)/);
});

for (const [what, said, reason, help] of [
  [
    "a state of a newer engine",
    "error: the stack 'prod.d' is newer than what this version of the Pulumi CLI understands. Please update your version",
    /its state was written by a newer engine/,
    /install the Pulumi that wrote it/,
  ],
  [
    "a missing passphrase",
    "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE",
    /passphrase/,
    /set PULUMI_CONFIG_PASSPHRASE/,
  ],
  [
    "no login",
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
    /not logged in/,
    /pulumi login/,
  ],
  ["anything else", "error: something nobody foresaw", /something nobody foresaw/, /run the same command again/],
] as const)
  test(`${what} is told by name with what to do`, async (context) => {
    const { engine, run } = await scene(context);
    engine.change({ fails: { "prod.d": said } });
    const { exitCode, stdout, stderr } = await run(...up);
    assert.equal(exitCode, 3);
    assert.match(stdout, /\(3 done, 1 failed\)/);
    assert.match(stderr, /error: prod\.d failed: /);
    assert.match(stderr, reason);
    assert.match(stderr, help);
  });

test("what the program refuses is a problem of the input", async (context) => {
  const { engine, run } = await scene(context);
  engine.change({ fails: { "prod.d": "error: nothing was changed.\n\ntopology.yaml:7:3 error event-removed\n" } });
  const { exitCode, stderr } = await run(...up);
  assert.equal(exitCode, 1);
  assert.match(stderr, /topology\.yaml:7:3 error event-removed/);
});

test("one stack alone has to find what it needs; --early makes just what others need", async (context) => {
  const { engine, run } = await scene(context);
  const alone = await run(...up, "--only", "prod.c");
  assert.equal(alone.exitCode, 3);
  assert.match(alone.stderr, /prod\.c was left as it is: it needs topic:A1, which prod\.a has not made/);
  assert.deepEqual(engine.read().runs, []);
  const early = await run(...up, "--only", "prod.a", "--early");
  assert.equal(early.exitCode, 0, early.stderr);
  assert.deepEqual(engine.read().runs, ["up prod.a 3"]);
  const now = await run(...up, "--only", "prod.c");
  assert.equal(now.exitCode, 0, now.stderr);
  assert.deepEqual(engine.read().runs, ["up prod.a 3", "up prod.c"]);
});

test("what stands in another stack than planned is not made anew", async (context) => {
  const { engine, run } = await scene(context);
  const [one, two] = [engine.read().planned["prod.a"], engine.read().planned["prod.d"]];
  assert.ok(one && two);
  engine.change({ stacks: { prod: one, "prod.d": two } });
  const { exitCode, stderr } = await run(...up);
  assert.equal(exitCode, 1);
  assert.match(stderr, /stands in the stack prod and belongs into prod\.a; nothing was changed/);
  assert.deepEqual(engine.read().runs, []);
  const told = await run("shards", "move", "--stack", "prod");
  assert.match(told.stdout, /to be moved, with --yes:\n {2}\d+ resources from prod to prod\.a\n/);
});

test("a team that has gone: its stack is emptied", async (context) => {
  const { engine, run } = await scene(context);
  await run(...up);
  const { stacks } = engine.read();
  const gone = JSON.parse(
    JSON.stringify(stacks["prod.d"])
      .replaceAll("D1", "E1")
      .replaceAll("prod.d", "prod.e")
      .replaceAll("team:d", "team:e"),
  );
  engine.change({ stacks: { ...stacks, "prod.e": gone }, runs: [] });
  const { exitCode } = await run(...up);
  assert.equal(exitCode, 0);
  assert.deepEqual(engine.read().runs, ["up prod.e"]);
});

test("destroy and refresh run every stack once; preview those that differ", async (context) => {
  const { engine, run } = await scene(context);
  await run(...up);
  const { stacks } = engine.read();
  engine.change({ runs: [], stacks: { ...stacks, "prod.d": { version: 3 } } });
  assert.equal((await run("preview", "--stack", "prod")).exitCode, 0);
  assert.deepEqual(engine.read().runs, ["preview prod.d"]);
  engine.change({ runs: [] });
  assert.equal((await run("refresh", "--stack", "prod", "--yes")).exitCode, 0);
  assert.deepEqual(
    [...engine.read().runs].sort(),
    TEAMS.map((team) => `refresh prod.${team}`),
  );
});

test("wrong use and a missing engine", async (context) => {
  const { run } = await scene(context);
  assert.equal((await run("up", "--stack", "prod")).exitCode, 2);
  assert.equal((await run("up", "--yes")).exitCode, 2);
  assert.equal((await run(...up, "--only", "prod.x")).exitCode, 2);
  assert.equal((await run("up", "--stack", "prod", "--yes", "--parallel", "0")).exitCode, 2);
  const folder = folderWith(context, {
    "topology.yaml": TOPOLOGY,
    "stacks/Pulumi.prod.yaml": STACK,
    "Pulumi.yaml": "name: x\n",
  });
  const { exitCode, stderr } = await runIn(folder, up, { PATH: folder });
  assert.equal(exitCode, 3);
  assert.match(stderr, /there is no pulumi on PATH\nhelp: install it/);
});
