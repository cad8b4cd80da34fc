/** Four teams that subscribe to each other, as one stack and as four, on the real engine and an emulator of each cloud. */
import assert from "node:assert/strict";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { stringify } from "yaml";
import { backends } from "../backends/registry.ts";
import { type EmulatedProject, emulatedProject } from "./test-support/emulated-project.ts";

const TOPOLOGY = {
  version: 1,
  organization: "ar",
  teams: {
    a: { contact: "a@ar.example", events: { A1: {}, A2: {} }, subscriptions: ["B1", "D1"] },
    b: { contact: "b@ar.example", events: { B1: {} }, subscriptions: ["A1", { queue: "later", events: ["C1"] }] },
    c: { contact: "c@ar.example", events: { C1: {} }, subscriptions: ["D1"] },
    d: { contact: "d@ar.example", events: { D1: {} }, subscriptions: ["A2", "B1"] },
  },
};
const waiting = { topic: "A1", data: { id: "waits in the queue" } };
const statesIn = (names: readonly string[]) => names.filter((name) => name.endsWith(".json"));

for (const { name: backend } of backends)
  describe(backend, () => {
    let project: EmulatedProject;
    before(async () => {
      project = await emulatedProject(backend, stringify(TOPOLOGY));
    });
    after(() => project?.remove());

    /** What it says at the end, when it went well. */
    async function up(): Promise<{ readonly told: string; readonly stderr: string }> {
      const { exitCode, stdout, stderr } = await project.topology("up", "--stack", "prod", "--yes");
      assert.equal(exitCode, 0, stderr);
      return { told: /^up: (.*), [\d.]+ s\n$/m.exec(stdout)?.[1] ?? stdout, stderr };
    }

    async function refused(): Promise<string> {
      const { exitCode, stderr } = await project.topology("up", "--stack", "prod", "--yes");
      assert.equal(exitCode, 1, stderr);
      return stderr;
    }

    async function move(): Promise<string> {
      const { exitCode, stdout, stderr } = await project.topology("shards", "move", "--stack", "prod", "--yes");
      assert.equal(exitCode, 0, stderr);
      return stdout;
    }

    async function resources(): Promise<number> {
      const { plan } = await project.plan();
      return [...plan.shards.values()].reduce((sum, { shard }) => sum + shard.resources.length, 0);
    }

    async function publish(): Promise<void> {
      const to = (await project.plan()).manifests.get("a")?.publishes["A1"]?.to;
      assert.ok(to);
      const client = await project.connectAs("a");
      await client.publish(to, waiting);
      await client.close();
    }

    async function receive(): Promise<unknown> {
      const from = (await project.plan()).manifests.get("b")?.consumes["A1"]?.from;
      assert.ok(from);
      const client = await project.connectAs("b");
      const [message] = await client.receive(from, { max: 1, seconds: 10 });
      await message?.ack();
      await client.close();
      return message?.envelope;
    }

    test("an unsharded stack is one run", async () => {
      assert.equal((await up()).told, `1 stack (1 done), ${await resources()} created`);
    });

    test("with sharding it is refused to make anew what stands", async () => {
      await project.edit("stacks/Pulumi.prod.yaml", '"none"', '"team"');
      const said = await refused();
      assert.match(said, /stands in the stack prod and belongs into prod\.[a-d]; nothing was changed\n/);
      assert.match(said, /help: topology shards move --stack prod --yes/);
    });

    test("moved to one stack for each team, nothing in the cloud differs, and messages still wait", async () => {
      await publish();
      const moved = await move();
      const { shards } = (await project.plan()).plan;
      assert.deepEqual([...shards.keys()], ["prod.a", "prod.b", "prod.c", "prod.d"]);
      for (const [stack, { shard }] of shards)
        assert.ok(moved.includes(`${shard.resources.length} resources from prod to ${stack}\n`), moved);
      assert.equal((await up()).told, `5 stacks (4 done, 1 up to date already), ${await resources()} unchanged`);
      assert.deepEqual(await receive(), waiting);
    });

    test("with nothing changed no engine is run", async () => {
      assert.equal((await up()).told, "5 stacks (5 up to date already), nothing to change");
    });

    test("a change of one line touches one stack", async () => {
      await project.edit("topology.yaml", "queue: later", "queue: later\n        retention: 3d");
      const { told, stderr } = await up();
      assert.match(told, /^5 stacks \(1 done, 4 up to date already\), .*\b1 updated/);
      assert.match(stderr, /^✓ prod\.b /m);
    });

    // What fails and what is given to another owner is the same work of ours on every cloud: one shows it.
    if (backend === "aws-sns-sqs") {
      test("a locked stack is told by name with what to do, and stops those only that need what it should make", async () => {
        const lock = join(project.state, ".pulumi", "locks", "organization", "event-topology", "prod.c");
        await mkdir(lock, { recursive: true });
        const held = { pid: 1, username: "somebody", hostname: "elsewhere", timestamp: new Date().toISOString() };
        await writeFile(join(lock, "3f1b6a3e-5f0c-4d7e-9a43-0e3f6f0b7a11.json"), JSON.stringify(held));
        // a subscribes to a new event of c; d needs nothing of c.
        await project.edit("topology.yaml", "C1: {}", "C1: {}\n      C2: {}");
        await project.edit("topology.yaml", "      - B1\n", "      - B1\n      - C2\n");
        await project.edit("topology.yaml", "D1: {}", "D1: {}\n      D2: {}");
        const failed = await project.topology("up", "--stack", "prod", "--yes");
        assert.equal(failed.exitCode, 3, failed.stderr);
        assert.match(failed.stderr, /error: prod\.c failed: its state is locked by another run/);
        assert.match(failed.stderr, /help: .*pulumi cancel --stack prod\.c/);
        assert.match(failed.stderr, /error: prod\.a was left as it is: it needs topic:C2, which prod\.c has not made/);
        assert.match(failed.stderr, /^✓ prod\.d .*\d created/m);

        for (const name of await readdir(lock)) await rm(join(lock, name), { recursive: true });
        const { told, stderr } = await up();
        assert.doesNotMatch(stderr, /prod\.(b|d)/);
        assert.match(told, /^5 stacks \(2 done, 3 up to date already\)/);
      });

      test("an event's new owner gets its topic by a move, not by making it anew", async () => {
        await project.edit("topology.yaml", "A2: {}", "");
        await project.edit("topology.yaml", "B1: {}", "B1: {}\n      A2: {}");
        await refused();
        await move();
        assert.doesNotMatch((await up()).told, /created|deleted|replace/);
      });
    }

    test("moved back to one stack, nothing differs either, and messages still wait", async () => {
      await publish();
      await project.edit("stacks/Pulumi.prod.yaml", '"team"', '"none"');
      await move();
      assert.doesNotMatch((await up()).told, /created|updated|deleted|replace/);
      assert.deepEqual(await receive(), waiting);
    });

    if (backend === "aws-sns-sqs")
      test("destroy leaves nothing", async () => {
        await project.edit("stacks/Pulumi.prod.yaml", '"none"', '"team"');
        await move();
        const { exitCode, stdout, stderr } = await project.topology("destroy", "--stack", "prod", "--yes", "--remove");
        assert.equal(exitCode, 0, stderr);
        assert.match(stdout, /\d+ deleted/);
        const left = await readdir(join(project.state, ".pulumi", "stacks", "event-topology"));
        assert.deepEqual(statesIn(left), []);
      });
  });
