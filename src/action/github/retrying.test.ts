import assert from "node:assert/strict";
import { test } from "node:test";
import { GitHubError } from "./github-error.ts";
import { retrying } from "./retrying.ts";

const refused = (status: number, headers: Readonly<Record<string, string>> = {}, message = "no") =>
  GitHubError.refused(status, new Headers(headers), JSON.stringify({ message }));

/** Fails with these errors one after the other, then gives `done`; tells how long it waited between. */
async function played(...errors: readonly unknown[]) {
  const left = [...errors];
  const waits: number[] = [];
  const result = await retrying(
    async () => {
      if (left.length > 0) throw left.shift();
      return "done";
    },
    async (seconds) => waits.push(seconds),
  ).catch((error: unknown) => error);
  return { result, waits };
}

test("what passes is tried again, with longer waits", async () => {
  assert.deepEqual(await played(refused(502), GitHubError.unreachable(new Error("reset")), refused(503)), {
    result: "done",
    waits: [0.5, 1, 2],
  });
});

test("gives up after the fourth failure", async () => {
  const last = refused(500);
  const { result, waits } = await played(refused(502), refused(502), refused(502), last);
  assert.equal(result, last);
  assert.equal(waits.length, 3);
});

for (const [what, error] of [
  ["a secondary rate limit told by a header", refused(403, { "retry-after": "3" })],
  ["too many requests", refused(429, { "retry-after": "3" })],
] as const)
  test(`waits as long as GitHub asks: ${what}`, async () => {
    assert.deepEqual(await played(error), { result: "done", waits: [3] });
  });

test("a rate limit told by the message or by what remains is one too", async () => {
  const byMessage = refused(403, {}, "You have exceeded a secondary rate limit.");
  assert.deepEqual(await played(byMessage), { result: "done", waits: [0.5] });
  const reset = String(Math.floor(Date.now() / 1000) - 5);
  const byRemaining = refused(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });
  assert.deepEqual(await played(byRemaining), { result: "done", waits: [0] });
});

test("a wait that is too long is not waited for", async () => {
  const error = refused(429, { "retry-after": "3600" });
  assert.deepEqual(await played(error), { result: error, waits: [] });
});

for (const error of [refused(403), refused(404), refused(401), refused(422), new TypeError("a bug")])
  test(`is not tried again: ${error.message}`, async () => {
    assert.deepEqual(await played(error), { result: error, waits: [] });
  });

test("forbidden is 403 and 404, but not a rate limit", () => {
  const forbidden = [refused(403), refused(404), refused(401), refused(403, { "retry-after": "1" })].map(
    (e) => e.isForbidden,
  );
  assert.deepEqual(forbidden, [true, true, false, false]);
});
