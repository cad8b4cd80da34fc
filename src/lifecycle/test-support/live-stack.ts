import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { parse, stringify } from "yaml";
import type { TeamManifest } from "../../backends/manifest.ts";
import { nodeFiles } from "../../files.ts";
import type { Client } from "../../local/clients/client.ts";
import { localDown } from "../../local/session/down.ts";
import { up as engineUp, prepareStack, sessionEngine } from "../../local/session/engine.ts";
import { EngineFailed } from "../../local/session/engine-failed.ts";
import { isPlan, makePlan, type Plan } from "../../local/session/plan.ts";
import { openSession } from "../../local/session/session.ts";
import { sessionFolder } from "../../local/session/session-folder.ts";
import { type BroughtUp, localUp } from "../../local/session/up.ts";
import { writeWorkspace } from "../../local/session/workspace.ts";

type Manifests = Readonly<Record<string, TeamManifest>>;

/** A topology on the real engine and an emulator. */
export interface LiveStack {
  /** Deploys the topology. */
  up(topology: string): Promise<BroughtUp>;
  /** What the deploy would tell the teams, before it is done. */
  planned(topology: string): Promise<Manifests>;
  /** Deploys, and expects to be refused. @returns what it was told; nothing has changed. */
  refused(topology: string, changeStack?: (config: Record<string, unknown>) => void): Promise<string>;
  connectAs(team: string): Promise<Client>;
}

export async function liveStack(context: TestContext, backend: string): Promise<LiveStack> {
  const root = await mkdtemp(join(tmpdir(), "topology-lifecycle-"));
  const folder = sessionFolder(join(root, "session"));
  const topologyFile = join(root, "topology.yaml");
  const { signal } = new AbortController();
  const files = nodeFiles(root);
  const options = { environment: process.env, progress: () => undefined, signal };
  context.after(async () => {
    await localDown(folder);
    await rm(root, { recursive: true, force: true });
  });

  /** What stands in the cloud, from the engine's file state (deployment schema version 3). Secret outputs are encrypted anew each time. */
  async function standing(): Promise<unknown> {
    const text = await readFile(join(folder.state, ".pulumi/stacks/event-topology/local.json"), "utf8");
    const resources = JSON.parse(text).checkpoint.latest.resources as readonly Record<string, unknown>[];
    return resources
      .filter(({ id, type }) => id !== undefined && !String(type).startsWith("pulumi:"))
      .map(({ urn, id, inputs }) => ({ urn, id, inputs }));
  }

  async function up(topology: string): Promise<BroughtUp> {
    await writeFile(topologyFile, topology);
    const done = await localUp({
      ...options,
      backend,
      file: "topology.yaml",
      topologyFile,
      files,
      folder,
      accounts: "shared",
    });
    if (done.kind === "invalid") throw new Error(JSON.stringify(done.findings.diagnostics, undefined, 2));
    return done;
  }

  async function planOf(topology: string): Promise<Plan> {
    await writeFile(topologyFile, topology);
    const plan = await makePlan(backend, "topology.yaml", topologyFile, files);
    assert.ok(isPlan(plan), JSON.stringify(plan.diagnostics, undefined, 2));
    return plan;
  }

  return {
    up,
    async planned(topology) {
      const plan = await planOf(topology);
      return Object.fromEntries(plan.backend.manifests(plan.input).map((manifest) => [manifest.team, manifest]));
    },
    async refused(topology, changeStack) {
      const before = await standing();
      const told = changeStack === undefined ? await refusal(up(topology)) : await withStack(topology, changeStack);
      assert.match(told, /nothing was changed/);
      assert.deepEqual(await standing(), before, "the engine's state is the same");
      return told;
    },
    connectAs: async (team) => (await openSession(folder, backend)).connectAs(team),
  };

  /** With a stack file as a user may write it, which the session would not. */
  async function withStack(topology: string, change: (config: Record<string, unknown>) => void): Promise<string> {
    await writeWorkspace(folder, (await planOf(topology)).workspace);
    const stack = parse(await readFile(folder.stackFile, "utf8"));
    change(stack.config);
    await writeFile(folder.stackFile, stringify(stack));
    const session = await openSession(folder, backend);
    const engine = (await sessionEngine(folder, session.place, options))(session.server);
    await prepareStack(engine, signal);
    const { errors } = await engineUp(engine, { signal, onEvent: () => undefined });
    return errors.join("\n");
  }
}

async function refusal(up: Promise<unknown>): Promise<string> {
  try {
    await up;
  } catch (error) {
    if (error instanceof EngineFailed) return error.lines.join("\n");
    throw error;
  }
  return assert.fail("it was not refused");
}
