import assert from "node:assert/strict";
import { test } from "node:test";
import { folderWith, runIn } from "./test-support/run-in.ts";

const HEAD = "version: 1\norganization: ar\n";
const levels = Array.from(
  { length: 12 },
  (_, n) => `  l${n}: &l${n} [${Array(10).fill(n === 0 ? "x" : `*l${n - 1}`)}]`,
);

/** What a file can be instead of a topology, and the code of the problem it has to be named by. */
const badFiles: Readonly<Record<string, readonly [content: string | Uint8Array | undefined, code: RegExp]>> = {
  "a folder": [undefined, /not-a-file/],
  "an empty file": ["", /empty-file/],
  "50 MB": [new Uint8Array(50_000_000).fill(0x61), /file-too-large/],
  "16 MB of a single line": [`version: ${"a".repeat(16_000_000)}\n`, /./],
  "bytes that are not UTF-8": [new Uint8Array([...Buffer.from(HEAD), 0xff, 0xfe, 0x0a]), /not-utf8/],
  "a byte order mark": [`\uFEFF${HEAD}teams: {}\n`, /byte-order-mark/],
  "UTF-16": [Buffer.from(`\uFEFF${HEAD}`, "utf16le"), /not-utf8/],
  "broken YAML": [`${HEAD}teams: { crm: [\n`, /./],
  "a tab as indentation": [`${HEAD}teams:\n\tcrm: {}\n`, /./],
  "an alias bomb": [`${HEAD}teams:\n${levels.join("\n")}\n`, /./],
  "an alias to itself": [`${HEAD}teams: &t { crm: *t }\n`, /./],
  "a team called __proto__": [`${HEAD}teams: { __proto__: { events: { A: {} } } }\n`, /./],
  "a list": ["- 1\n- 2\n", /./],
  "a number": ["42\n", /./],
  "100,000 brackets": ["[".repeat(100_000), /./],
  "control characters": [`${HEAD}teams: { "\u0007\u001b[31m": {} }\n`, /./],
};

for (const [name, [content, code]] of Object.entries(badFiles)) {
  for (const format of ["text", "json"] as const) {
    test(`${name}: a diagnostic and exit code 1 in under two seconds, as ${format}`, async (context) => {
      const folder = folderWith(context, { "topology.yaml": content });
      const before = process.cpuUsage();
      const { exitCode, stdout, stderr } = await runIn(folder, ["validate", "--format", format]);
      // The processor's time, so that a busy machine does not fail the test.
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
      const codes =
        format === "json"
          ? (JSON.parse(stdout) as { diagnostics: { code: string; severity: string }[] }).diagnostics
              .filter((diagnostic) => diagnostic.severity === "error")
              .map((diagnostic) => diagnostic.code)
          : [...stderr.matchAll(/^topology\.yaml:\d+:\d+ error ([a-z0-9-]+) /gm)].map((match) => match[1] ?? "");
      assert.ok(codes.length > 0, stderr);
      assert.match(codes.join(" "), code);
      assert.doesNotMatch(stdout + stderr, /\n\s+at .*:\d+:\d+\)?\n/, "a stack trace");
      assert.doesNotMatch((stdout + stderr).replaceAll("\n", ""), /\p{Cc}/u, "a control character");
      assert.equal(exitCode, 1);
    });
  }
}

test("a file that is not there", async (context) => {
  const { exitCode, stderr } = await runIn(folderWith(context, {}), ["validate", "--file", "nowhere.yaml"]);
  assert.match(stderr, /^nowhere\.yaml:1:1 error file-not-found/);
  assert.equal(exitCode, 1);
});

test("resources prints nothing on stdout when there is an error", async (context) => {
  const folder = folderWith(context, {
    "topology.yaml": `${HEAD}teams: { crm: { subscriptions: [NOTHING] } }\n`,
    "stacks/Pulumi.dev.yaml":
      'config:\n  event-topology:backend: gcp-pubsub\n  event-topology:gcp: { project: ar-events, projectNumber: "123456789012" }\n',
  });
  const { exitCode, stdout, stderr } = await runIn(folder, ["resources", "--backend", "gcp-pubsub"]);
  assert.match(stderr, /error unknown-event/);
  assert.equal(stdout, "");
  assert.equal(exitCode, 1);
});
