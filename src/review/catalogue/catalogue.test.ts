/*
 * The review of every edit in the catalogue: its classification is as somebody expected it, and its comment as somebody has
 * read it. `UPDATE_GOLDEN=1` writes the comments anew: read the difference.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { wayTo } from "../formats/affected-ways.ts";
import { markdown } from "../formats/markdown.ts";
import type { AffectedTeam, Review } from "../review.ts";
import { type Actions, type Edit, STACKS } from "./test-support/edit.ts";
import { edits } from "./test-support/edits.ts";
import { reviewedEdit, revisionsOf, shop } from "./test-support/reviewed-edit.ts";

const GOLDEN = join(import.meta.dirname, "golden");

for (const edit of edits)
  test(`${edit.name}: ${edit.says}`, async () => {
    const review = await reviewedEdit(edit);
    assert.deepEqual(
      review.changes.map(({ severity, kind, id }) => `${severity} ${kind} ${id}`),
      edit.changes,
    );
    assert.deepEqual(
      review.affected.filter(({ depth }) => depth === 1).map(({ team }) => team),
      edit.directly ?? [],
    );
    assert.deepEqual(downstream(review.affected), sorted(edit.downstream ?? {}));
    assert.deepEqual(cloudOf(review), expectedCloud(edit.cloud));
    const incomplete = !review.base.complete ? "base" : !review.head.complete ? "head" : undefined;
    assert.equal(incomplete, edit.incomplete);

    const file = join(GOLDEN, `${edit.name}.md`);
    const comment = markdown(review);
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(file, comment);
    assert.equal(comment, await readFile(file, "utf8"));
  });

test("the catalogue is as large as promised, and every edit is an edit", () => {
  assert.ok(edits.length >= 40, String(edits.length));
  assert.equal(new Set(edits.map(({ name }) => name)).size, edits.length);
  for (const edit of edits) {
    const { base, head } = revisionsOf(edit);
    assert.notDeepEqual(base, head, edit.name);
  }
});

test("the shop has twelve teams, and a file for each", () => {
  assert.equal(Object.keys(shop()).filter((path) => path.startsWith("teams/")).length, 12);
});

test("there is no comment without its edit", () => {
  assert.deepEqual(readdirSync(GOLDEN).sort(), edits.map(({ name }) => `${name}.md`).sort());
});

function downstream(affected: readonly AffectedTeam[]): Readonly<Record<string, string>> {
  const others = affected.filter(({ depth }) => depth > 1);
  return sorted(Object.fromEntries(others.map((one) => [one.team, wayTo(one).names.join(" ")])));
}

function sorted(ways: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(ways).sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Cloud = Readonly<Record<string, Actions | "not compared">>;

function cloudOf({ stacks }: Review): Cloud {
  return Object.fromEntries(
    stacks.map(({ stack, compared, resources }) => [stack, compared ? counted(resources) : "not compared"]),
  );
}

function counted(resources: Review["stacks"][number]["resources"]): Actions {
  const counts = new Map<keyof Actions, number>();
  for (const { action, refused } of resources) {
    counts.set(action, (counts.get(action) ?? 0) + 1);
    if (refused) counts.set("refused", (counts.get("refused") ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function expectedCloud(cloud: Edit["cloud"]): Cloud {
  return cloud === "same" ? Object.fromEntries(STACKS.map((stack) => [stack, {}])) : { ...cloud };
}
