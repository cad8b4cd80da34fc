import assert from "node:assert/strict";
import { test } from "node:test";
import type { Log } from "sarif";
import { fc } from "../test-support/fast-check.ts";
import { sarif } from "./sarif.ts";
import { hostileReport } from "./test-data/arbitrary-diagnostic.ts";
import { diagnostics, span } from "./test-data/example.ts";

function run(text: string) {
  const log: Log = JSON.parse(text);
  assert.equal(log.version, "2.1.0");
  assert.equal(log.runs.length, 1);
  const [only] = log.runs;
  assert.ok(only);
  return only;
}

test("golden", () => {
  const { tool, results, columnKind } = run(sarif(diagnostics));
  assert.equal(columnKind, "utf16CodeUnits");
  assert.deepEqual(tool, {
    driver: { name: "event-topology", rules: [{ id: "empty-team" }, { id: "unknown-event" }] },
  });
  const region = { startLine: 6, startColumn: 9, endLine: 6, endColumn: 24 };
  assert.deepEqual(results, [
    {
      ruleId: "unknown-event",
      ruleIndex: 1,
      level: "error",
      message: { text: "no team owns CUSTOMER_CREATD, 100% sure; did you mean CUSTOMER_CREATED?" },
      locations: [{ physicalLocation: { artifactLocation: { uri: "topology.yaml" }, region } }],
      relatedLocations: [
        {
          id: 1,
          message: { text: "declared here" },
          physicalLocation: {
            artifactLocation: { uri: "teams/crm.yaml" },
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 19 },
          },
        },
      ],
      fixes: [
        {
          description: { text: "replace it with CUSTOMER_CREATED" },
          artifactChanges: [
            {
              artifactLocation: { uri: "topology.yaml" },
              replacements: [{ deletedRegion: region, insertedContent: { text: "CUSTOMER_CREATED" } }],
            },
          ],
        },
      ],
    },
    {
      ruleId: "empty-team",
      ruleIndex: 0,
      level: "warning",
      message: { text: "the team does nothing" },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "topology.yaml" },
            region: { startLine: 7, startColumn: 3, endLine: 8, endColumn: 1 },
          },
        },
      ],
    },
  ]);
});

test("paths become URIs", () => {
  const uriOf = (file: string) => {
    const [result] =
      run(sarif([{ code: "c", severity: "error", message: "m", span: span(file, 1, 1, 1, 1) }])).results ?? [];
    return result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  };
  assert.equal(uriOf("teams/a b.yaml"), "teams/a%20b.yaml");
  assert.equal(uriOf("/tmp/x.yaml"), "file:///tmp/x.yaml");
  assert.equal(uriOf("javascript:x.yaml"), "javascript%3Ax.yaml");
});

test("names in a message are no placeholders and no links", () => {
  const [result] =
    run(sarif([{ code: "c", severity: "error", message: "{0} [x](http://y) {a: b}", span: span("f", 1, 1, 1, 1) }]))
      .results ?? [];
  assert.equal(result?.message.text, "{{0}} [x\\](http://y) {a: b}");
});

test("property: well-formed for any names, one result each, rules found by index", () => {
  fc.assert(
    fc.property(hostileReport, ({ diagnostics: all }) => {
      const { results = [], tool } = run(sarif(all));
      assert.equal(results.length, all.length);
      for (const [index, result] of results.entries()) {
        assert.equal(tool.driver.rules?.[result.ruleIndex ?? -1]?.id, all[index]?.code);
        const uri = result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "";
        assert.match(uri, /^(file:\/\/)?[A-Za-z0-9\-._~!*'()%/]*$/);
      }
    }),
  );
});
