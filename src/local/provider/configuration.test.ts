import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSettings, diffSettings, settings } from "./configuration.ts";
import { samplePackage } from "./test-support/sample-type.ts";

test("settings come as JSON text or as plain strings", () => {
  const decoded = settings({ place: "eu-west-1", accounts: '["111111111111"]', skip: "true" });
  assert.deepEqual(decoded, { place: "eu-west-1", accounts: ["111111111111"], skip: true });
});

test("a setting that nobody reads is refused", () => {
  assert.deepEqual(checkSettings(samplePackage(), { place: "x", skip: "true", version: "7.48.0" }), []);
  assert.match(
    checkSettings(samplePackage(), { profile: "me" })[0]?.reason ?? "",
    /does not support the setting "profile"; it reads place/,
  );
});

test("another account is another provider; any other setting is a change in place", () => {
  const olds = { place: "here", skip: "true", list: "[1, 2]" };
  assert.deepEqual(diffSettings(samplePackage(), olds, { ...olds, list: "[1,2]" }).changes, []);
  assert.deepEqual(diffSettings(samplePackage(), olds, { place: "there", list: "[1,2]" }), {
    changes: [
      { key: "place", kind: "update", replaces: true },
      { key: "skip", kind: "update", replaces: false },
    ],
    deleteBeforeReplace: false,
  });
});
