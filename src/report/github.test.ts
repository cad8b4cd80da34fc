import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { github } from "./github.ts";
import { hostileReport } from "./test-data/arbitrary-diagnostic.ts";
import { diagnostics } from "./test-data/example.ts";

test("golden", () => {
  assert.equal(
    github(diagnostics),
    [
      "::error file=topology.yaml,line=6,endLine=6,col=9,endColumn=24,title=unknown-event::no team owns CUSTOMER_CREATD, 100%25 sure; did you mean CUSTOMER_CREATED?%0Ateams/crm.yaml:2: declared here%0Ahelp: replace it with CUSTOMER_CREATED\n",
      "::warning file=topology.yaml,line=7,endLine=8,title=empty-team::the team does nothing\n",
    ].join(""),
  );
});

test("a file name cannot add properties or end the command", () => {
  const [first] = diagnostics;
  assert.ok(first);
  const span = { ...first.span, file: "a,title=x::b\n::error::c%2C.yaml" };
  assert.match(
    github([{ ...first, span }]),
    /^::error file=a%2Ctitle=x%3A%3Ab\\u\{a\}%3A%3Aerror%3A%3Ac%252C\.yaml,line=6,[^\n]*\n$/,
  );
});

test("property: each diagnostic is exactly one command, read back by the runner's own grammar", () => {
  fc.assert(
    fc.property(hostileReport, ({ diagnostics: all }) => {
      const output = github(all);
      const lines = output.split("\n").slice(0, -1);
      assert.equal(lines.length, all.length);
      assert.doesNotMatch(output.replaceAll("\n", ""), /[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
      for (const [index, line] of lines.entries()) {
        const command = /^::(error|warning) ([^:]*)::(.*)$/.exec(line);
        assert.ok(command, line);
        const properties = (command[2] ?? "").split(",").map((property) => property.split("=")[0]);
        const diagnostic = all[index];
        assert.ok(diagnostic);
        const { start, end } = diagnostic.span;
        const columns = start.line === end.line ? ["col", "endColumn"] : [];
        assert.deepEqual(properties, ["file", "line", "endLine", ...columns, "title"]);
        assert.doesNotMatch(command[3] ?? "", /%(?!25|0A)/);
      }
    }),
  );
});
