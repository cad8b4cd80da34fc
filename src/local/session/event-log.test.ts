import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { followEvents } from "./event-log.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";

test("events are told while they are written, also when a line comes in pieces", async (context) => {
  const path = join(temporaryFolder(context), "events");
  writeFileSync(path, '{"sequence":99}\n');
  const seen: number[] = [];
  const log = await followEvents(path, ({ sequence }) => seen.push(sequence));
  appendFileSync(path, '{"sequence":1}\n{"sequ');
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.deepEqual(seen, [1], "what an earlier run left does not count");
  appendFileSync(path, 'ence":2,"x":"ü"}\n');
  const events = await log.finish();
  assert.deepEqual(seen, [1, 2]);
  assert.deepEqual(
    events.map(({ sequence }) => sequence),
    [1, 2],
  );
});

test("an engine that wrote nothing gives no events", async (context) => {
  const log = await followEvents(join(temporaryFolder(context), "none"), () => assert.fail());
  assert.deepEqual(await log.finish(), []);
});
