import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change, ChangeSeverity } from "../change.ts";
import type { AffectedTeam, Review, StackChange } from "../review.ts";
import { SEVERITIES } from "../severity.ts";
import { readComment } from "../test-support/read-comment.ts";
import { markdown } from "./markdown.ts";

/** What GitHub takes as the body of a comment, in characters. */
const GITHUB_TAKES = 65_536;
const SIDE = { label: "main", present: true, complete: true, readable: true, problems: [] };
const EMPTY: Review = {
  version: 1,
  base: SIDE,
  head: { ...SIDE, label: "change" },
  changes: [],
  affected: [],
  stacks: [],
  picture: { events: [], lines: [], leftOut: 0 },
};

const REASONS: Readonly<Record<ChangeSeverity, string>> = {
  dangerous: "The messages in it are lost.",
  attention: "Somebody should look.",
  safe: "Nothing suffers.",
};

/** So many changes of a tenth as many teams, in the order of a review. */
function many(number: number, length = 10, severities: readonly ChangeSeverity[] = SEVERITIES): readonly Change[] {
  const name = (index: number) => `team-${String(index).padStart(5, "0")}`.padEnd(length, "x");
  const all = Array.from({ length: number }, (_, index): Change => {
    const team = name(Math.floor(index / 10));
    const severity = severities[index % severities.length] ?? "safe";
    const queue = `Q_${index}`.padEnd(length, "y");
    return {
      kind: "subscription-changed",
      id: `subscription:${team}/${queue}`,
      team,
      severity,
      summary: `${team} changes its queue ${queue}: retention shortened`,
      details: [{ field: "retention", from: "7d", to: "3d" }],
      reason: REASONS[severity],
      teams: [],
    };
  });
  return all.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

function affected(number: number, length: number): readonly AffectedTeam[] {
  return Array.from({ length: number }, (_, index) => {
    const team = `t-${index}`.padEnd(length, "z");
    const depth = 1 + Math.floor(index / 20);
    const way = Array.from({ length: depth }, (_, step) => [
      `topic:E_${index}_${step}`.padEnd(length, "e"),
      `team:${team}`,
    ]);
    return { team, depth, through: ["E"], path: way.flat() };
  });
}

function stacks(number: number, resources: number, length: number): readonly StackChange[] {
  return Array.from({ length: number }, (_, stack) => ({
    stack: `stack-${stack}`,
    backend: "aws-sns-sqs",
    compared: true,
    problems: [],
    resources: Array.from({ length: resources }, (_, index) => ({
      action: (["replace", "delete", "update", "create"] as const)[index % 4] ?? "create",
      id: `subscription:${index}`.padEnd(length, "i"),
      type: "aws:sqs/queue:Queue",
      name: `n${index}`,
      team: "a",
      holdsMessages: index % 3 === 0,
      refused: index % 6 === 0,
      properties: [`property${index % 50}`],
      reason: `Reason ${index % 60}.`,
    })),
  }));
}

for (const number of [500, 5_000])
  for (const [words, length] of [
    ["short", 10],
    ["long", 128],
  ] as const)
    test(`${number} changes with ${words} names fit into one comment, and what does not fit is counted`, () => {
      const comment = markdown({ ...EMPTY, changes: many(number, length), affected: affected(200, length) });
      assert.ok(comment.length < GITHUB_TAKES, String(comment.length));
      const { folds } = readComment(comment);
      assert.ok(folds > 10, String(folds));
      const told = comment.match(/^- [🔴🟠🟢]/gmu)?.length ?? 0;
      const left = /\*\*(\d+) more changes? did not fit/.exec(comment)?.[1] ?? "0";
      assert.equal(told + Number(left), number);
      assert.match(comment, /^## 🔴 Topology: \d+ dangerous, \d+ need attention, \d+ safe\n/);
      assert.match(comment, /### 🔴 Dangerous\n\n- \*\*\d+\*\* queues changed \(retention `7d` → `3d`\): /);
    });

test("500 changes with short names fit as a whole: each stands with its team", () => {
  const comment = markdown({ ...EMPTY, changes: many(500) });
  assert.doesNotMatch(comment, /did not fit/);
  assert.equal(comment.match(/^- [🔴🟠🟢]/gmu)?.length, 500);
  assert.equal(readComment(comment).folds, 50);
});

test("twelve changes stand open, by how bad they are; with more, all but the dangerous are folded by team", () => {
  const few = markdown({ ...EMPTY, changes: many(12) });
  assert.doesNotMatch(few, /<details>/);
  assert.deepEqual(few.match(/^### .+/gm), ["### 🔴 Dangerous", "### 🟠 Needs attention", "### 🟢 Safe"]);
  const more = markdown({ ...EMPTY, changes: many(15) });
  assert.deepEqual(more.match(/^### .+/gm), ["### 🔴 Dangerous", "### The rest, by team"]);
  assert.equal(more.match(/^- `team/gm)?.length, 5);
  assert.equal(more.match(/^- [🟠🟢]/gmu)?.length, 10);
});

test("why is said once for all changes with the same reason, below them", () => {
  const comment = markdown({ ...EMPTY, changes: many(6, 10, ["dangerous"]) });
  assert.equal(comment.split("> The messages in it are lost.").length, 2);
  assert.match(comment, /Q_5.*\n\n> The messages/);
});

test("stacks with thousands of resources, and ways over hundreds of teams, never push the changes out", () => {
  const comment = markdown({
    ...EMPTY,
    changes: many(5_000, 128),
    affected: affected(1_000, 200),
    stacks: stacks(20, 2_000, 250),
    picture: {
      events: Array.from({ length: 30 }, (_, n) => ({
        event: "<".repeat(120 + n),
        owner: "a",
        mark: "added" as const,
      })),
      lines: [],
      leftOut: 4_970,
    },
  });
  assert.ok(comment.length < GITHUB_TAKES, String(comment.length));
  readComment(comment);
  assert.match(comment, /### 🔴 Dangerous/);
  assert.match(comment, /### In the cloud/);
  assert.ok((comment.match(/^- [🔴🟠🟢]/gmu)?.length ?? 0) > 30);
});

test("what holds messages and goes is named before all else on a stack", () => {
  const [stack] = stacks(1, 24, 10);
  const comment = markdown({ ...EMPTY, changes: many(1), stacks: stack === undefined ? [] : [stack] });
  const lines = comment
    .split("\n")
    .filter((line) => /^- \*\*(replaced|deleted|updated in place|created)\*\*/.test(line));
  const isLoss = (line: string) => [0, 9, 12, 21].some((index) => line.includes(`subscription:${index}\``));
  const losses = lines.map(isLoss);
  assert.deepEqual(
    losses,
    [...losses].sort((a, b) => Number(b) - Number(a)),
  );
  assert.ok(losses.includes(true) && losses.includes(false));
});

test("no changes, and a revision that cannot be read", () => {
  assert.equal(markdown(EMPTY), "## Topology: no changes\n\n`main` → `change`\n");
  const head = {
    ...SIDE,
    label: "change",
    complete: false,
    readable: false,
    problems: ["topology.yaml:3:1 not well-formed YAML"],
  };
  assert.equal(
    markdown({ ...EMPTY, head }),
    [
      "## ❌ Topology: cannot be compared\n",
      "`main` → `change`\n",
      "> [!WARNING]",
      "> `change` has errors. Nothing of it can be read, so nothing is compared.",
      "> - `topology.yaml:3:1` not well-formed YAML",
      "",
    ].join("\n"),
  );
});
