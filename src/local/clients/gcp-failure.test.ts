import assert from "node:assert/strict";
import { test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { AccessRefused } from "./client.ts";
import { explained } from "./gcp-failure.ts";

const failure = (code: number) => Object.assign(new Error(`${code} SOME_CODE: said`), { code, details: "said" });

test("a refusal keeps the emulator's own word", () => {
  for (const code of [7, 16]) {
    const error = explained(failure(code), "127.0.0.1:1");
    assert(error instanceof AccessRefused);
    assert.equal(error.message, "said");
  }
});

test("an emulator that is away, or lacks the resource, is a failure of the environment", () => {
  for (const code of [4, 5, 14]) {
    const error = explained(failure(code), "127.0.0.1:1");
    assert(error instanceof EnvironmentError);
    assert.match(error.message, code === 5 ? /does not have it: said/ : /127\.0\.0\.1:1 does not answer/);
  }
});

test("anything else stays what it is", () => {
  for (const error of [failure(3), new TypeError("bug"), "text"]) {
    assert.equal(explained(error, "127.0.0.1:1"), error);
  }
});
