import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { backends } from "../../backends/registry.ts";
import { runningProcess } from "../../local/processes.ts";
import type { RecordedServer } from "../../local/session/server-record.ts";
import { type TopologyProgram, topologyProgram } from "./test-support/topology-program.ts";

/** Enough of the engine's events to be in the middle of its work, with much left to do. */
const EVENTS = 8;

function recorded(program: TopologyProgram, backend: string): RecordedServer {
  const text = program.read(backend, "servers.json");
  assert.ok(text, "there is a record of the emulator");
  return JSON.parse(text).servers[0];
}

function isInTheMiddle(program: TopologyProgram, backend: string): boolean {
  return (program.read(backend, "engine-events.log") ?? "").split("resOutputsEvent").length > EVENTS;
}

for (const { name: backend } of backends) {
  const on = ["--backend", backend];

  test(`${backend}: up, publish, receive, nothing to change, down`, async (context) => {
    const program = topologyProgram(context);
    const local = (...argv: readonly string[]) => program.run(["local", ...argv, ...on]);
    const publish = (team: string, event: string, data: unknown) =>
      program.run(["local", "publish", team, event, "--data", "-", ...on], JSON.stringify(data));

    const up = await local("up");
    assert.equal(up.code, 0, up.stderr);
    assert.match(up.stdout, new RegExp(`^${backend} is up in .*: \\d+ created\\n`));
    const { server, process: running } = recorded(program, backend);
    assert.equal((await runningProcess(server.pid))?.started, running.started);

    const id = `c-${Date.now()}`;
    const published = await publish("crm", "CUSTOMER_CREATED", { id });
    assert.equal(published.code, 0, published.stderr);
    const peeked = await local("receive", "marketing", "CUSTOMER_CREATED", "--no-ack", "--max", "1");
    assert.equal(peeked.code, 0, peeked.stderr);
    const received = await local("receive", "marketing", "CUSTOMER_CREATED");
    const [message, ...more] = received.stdout.trimEnd().split("\n");
    assert.deepEqual(more, [], "it came once");
    const { topic, data } = JSON.parse(message ?? "null");
    assert.deepEqual({ topic, data }, { topic: "CUSTOMER_CREATED", data: { id } });
    const again = await local("receive", "marketing", "CUSTOMER_CREATED", "--seconds", "1");
    assert.deepEqual([again.code, again.stdout], [0, ""]);

    const foreign = await publish("data-analysis", "CUSTOMER_CREATED", { id });
    assert.equal(foreign.code, 1);
    assert.match(foreign.stderr, /^refused: /m);
    const spying = await local("receive", "data-analysis", "marketing/audience-projection", "--seconds", "1");
    assert.deepEqual([spying.code, spying.stdout], [1, ""]);
    assert.match(spying.stderr, /^refused: /m);
    const typo = await publish("crm", "CUSTOMER_CREATE", { id });
    assert.equal(typo.code, 1);
    assert.match(typo.stderr, /did you mean "CUSTOMER_CREATED"/);
    const broken = await program.run(["local", "publish", "crm", "CUSTOMER_CREATED", "--data", "-", ...on], "{");
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /^error: stdin is not JSON/m);

    const preview = await program.run(["local", "pulumi", ...on, "--", "preview", "--expect-no-changes", "--diff"]);
    assert.equal(preview.code, 0, preview.stdout + preview.stderr);
    assert.match(preview.stdout, /\d+ unchanged/);

    const down = await local("down");
    assert.deepEqual([down.code, down.stdout], [0, `${backend} is down\n`]);
    assert.equal(await runningProcess(server.pid), undefined);
    assert.deepEqual(program.sessions(), []);
  });

  test(`${backend}: the emulator dies half way, is named, and the next up continues from the state`, async (context) => {
    const program = topologyProgram(context);
    const argv = ["local", "up", ...on];
    let killed: number | undefined;
    const watcher = setInterval(() => {
      if (killed !== undefined || !isInTheMiddle(program, backend)) return;
      killed = recorded(program, backend).server.pid;
      process.kill(killed, "SIGKILL");
    }, 20);
    const failed = await program.run(argv).finally(() => clearInterval(watcher));
    assert.ok(killed, "the emulator was killed in the middle");
    assert.equal(failed.code, 3);
    assert.match(
      failed.stderr,
      new RegExp(`^error: .*emulator \\(process ${killed}\\) ended while the engine was at work`, "m"),
    );
    assert.match(failed.stderr, /^help: .*\.log; .*continues from the engine's state/m);

    const after = await program.run(["local", "receive", "crm", "EMAIL_SENT", ...on]);
    assert.equal(after.code, 3, "it is not up");

    const again = await program.run(argv);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, / unchanged, \d+ created/, "the provider was in the state already");
    process.kill(recorded(program, backend).server.pid, "SIGKILL");
    const third = await program.run(argv);
    assert.equal(third.code, 0, third.stderr);
    const preview = await program.run(["local", "pulumi", ...on, "--", "preview", "--expect-no-changes"]);
    assert.equal(preview.code, 0, preview.stdout + preview.stderr);
  });
}

test("teams in projects of their own: each up continues, and sharing one project again starts anew", async (context) => {
  const program = topologyProgram(context);
  const up = (accounts: string) => program.run(["local", "up", "--accounts", accounts]);
  const first = await up("own");
  assert.equal(first.code, 0, first.stderr);
  const published = await program.run(["local", "publish", "crm", "CUSTOMER_CREATED", "--data", "-"], '{"id":"c-1"}');
  assert.match(published.stdout, /as serviceAccount:crm@ar-crm-local\./, published.stderr);
  const received = await program.run(["local", "receive", "marketing", "CUSTOMER_CREATED"]);
  assert.match(received.stdout, /"c-1"/);
  const { pid } = recorded(program, "gcp-pubsub").server;

  // A team that joins brings its project along, and nobody loses the emulator.
  const file = join(program.folder, "topology.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/^teams:$/m, "teams:\n  loyalty:\n    subscriptions: [CUSTOMER_CREATED]"));
  const second = await up("own");
  assert.match(second.stdout, /unchanged/, second.stderr);
  assert.equal(recorded(program, "gcp-pubsub").server.pid, pid);

  const shared = await up("shared");
  assert.equal(shared.code, 0, shared.stderr);
  assert.notEqual(recorded(program, "gcp-pubsub").server.pid, pid);
  const again = await program.run(["local", "publish", "crm", "CUSTOMER_CREATED", "--data", "-"], '{"id":"c-2"}');
  assert.match(again.stdout, /as serviceAccount:crm@ar-local\./, again.stderr);
  const preview = await program.run(["local", "pulumi", "--", "preview", "--expect-no-changes"]);
  assert.equal(preview.code, 0, preview.stdout + preview.stderr);
});

test("ctrl-C leaves nothing running, and the next up continues", async (context) => {
  const program = topologyProgram(context);
  const argv = ["local", "up"];
  const interrupted = await program.interrupt(argv, "SIGINT", () => isInTheMiddle(program, "gcp-pubsub"));
  assert.equal(interrupted.signal, "SIGINT", "it ends the way a shell takes for 130");
  assert.equal(await runningProcess(recorded(program, "gcp-pubsub").server.pid), undefined);
  const again = await program.run(argv);
  assert.equal(again.code, 0, again.stderr);
});

test("two at once: the second is told to wait, and the first is not disturbed", async (context) => {
  const program = topologyProgram(context);
  const argv = ["local", "up"];
  const first = program.run(argv);
  while (program.read("gcp-pubsub", "Pulumi.yaml") === undefined)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const second = await program.run(argv);
  assert.equal(second.code, 3);
  assert.match(second.stderr, /^error: .*is being changed by process \d+.*\nhelp: wait/m);
  assert.equal((await first).code, 0);
});
