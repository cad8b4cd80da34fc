import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Backend, BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import { nodeFiles } from "../../files.ts";
import type { Accounts } from "../../local/session/accounts.ts";
import { localDown } from "../../local/session/down.ts";
import { isPlan, makePlan } from "../../local/session/plan.ts";
import { openSession, type Session } from "../../local/session/session.ts";
import { sessionFolder } from "../../local/session/session-folder.ts";
import { localUp } from "../../local/session/up.ts";
import { liveTopologies } from "./live-topology.ts";

/** A random topology that the real engine has brought up on the local stack. */
export interface LiveStack {
  readonly backend: Backend;
  readonly input: BackendInput;
  readonly made: readonly CloudResource[];
  readonly session: Session;
  readonly seed: number;
  close(): Promise<void>;
}

/** The first topology of the seed that the backend takes, as `topology local up` does it. `close` leaves nothing behind. */
export async function liveStack(backend: Backend, accounts: Accounts, seed: number): Promise<LiveStack> {
  const root = await mkdtemp(join(tmpdir(), "topology-live-"));
  const file = "topology.yaml";
  const topologyFile = join(root, file);
  const files = nodeFiles(root);
  const folder = sessionFolder(join(root, "session"));
  const close = async () => {
    await localDown(folder);
    await rm(root, { recursive: true, force: true });
  };
  try {
    for (const topology of liveTopologies(seed)) {
      await writeFile(topologyFile, stringify(topology));
      if (isPlan(await makePlan(backend.name, file, topologyFile, files, accounts))) break;
    }
    const result = await localUp({
      backend: backend.name,
      file,
      topologyFile,
      files,
      folder,
      accounts,
      environment: process.env,
      progress: () => undefined,
      signal: new AbortController().signal,
    });
    assert.ok(result.kind === "up", `no topology of the seed ${seed} comes up on ${backend.name}`);
    const { input } = result.plan;
    const session = await openSession(folder, backend.name);
    return { backend, input, made: backend.resources(input), session, seed, close };
  } catch (error) {
    await close();
    throw error;
  }
}
