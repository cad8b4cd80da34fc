import assert from "node:assert/strict";
import type { Properties } from "../input-property.ts";
import type { startPlugin } from "./plugin.ts";

type Plugin = Awaited<ReturnType<typeof startPlugin>>;

export interface Life {
  readonly type: string;
  readonly id: string;
  /** Ids for an import may be spelled in another way. */
  readonly importId?: string;
  /** As many inputs as there are. */
  readonly full: Properties;
  /** What it is updated to; undefined where every input forces a replacement. */
  readonly changed: Properties | undefined;
  /** Its deletion puts something else in its place: it is never gone while what it is attached to is there. */
  readonly remains?: true;
}

/**
 * Holds every type to the same contract: what was created reads back without drift, also by an import; so does what it
 * was updated to; and it can be deleted twice.
 */
export async function liveThrough(plugin: Plugin, { type, id, importId = id, full, changed, remains }: Life) {
  const inputs = await checked(plugin, type, full);
  const created = await plugin.create(type, inputs);
  if (!id.includes("*")) assert.equal(created.id, id);
  const actual = created.id;
  assert.deepEqual(await plugin.read(type, actual, inputs), { id: actual, inputs }, `${type} drifts after create`);
  const imported = await plugin.read(type, importId.includes("*") ? actual : importId);
  assert.deepEqual(reparsed(imported.inputs), reparsed(inputs), `${type} cannot be imported`);
  let latest = inputs;
  if (changed !== undefined) {
    latest = await checked(plugin, type, changed);
    await plugin.update(type, actual, inputs, latest);
    assert.deepEqual(
      await plugin.read(type, actual, latest),
      { id: actual, inputs: latest },
      `${type} drifts after update`,
    );
  }
  return async () => {
    await plugin.delete(type, actual, latest);
    const left = await plugin.read(type, actual, latest);
    if (remains) assert.notDeepEqual(left.inputs, latest, `${type} is unchanged`);
    else assert.equal(left.id, "", `${type} is still there`);
    await plugin.delete(type, actual, latest);
  };
}

async function checked(plugin: Plugin, type: string, inputs: Properties): Promise<Properties> {
  const result = await plugin.check(type, inputs);
  assert.deepEqual(result.failures, []);
  return result.inputs;
}

/** JSON documents may come back with other white space and order. */
function reparsed(inputs: Properties): unknown {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, parsed(value)]));
}

function parsed(value: unknown): unknown {
  try {
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}
